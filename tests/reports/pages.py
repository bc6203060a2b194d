"""Results made by hand and by chance."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.messages import Bar, ResultPage, Section
from tests.channels.pages import BARE

LETTERS = "aeiMW lfgÄßéşцЖΩ-&<>\"'…·/%0123456789"
ARABIC = "ابتثجحخسشلاميوةأ ،؟ًّ٤٦B2(ـ"
ANYTHING = "日本🚀👩‍💻\u202e\u2067\u0000\u0007\n\ufffe\ud800\u200c\u0301"


def bar(title: str, score: int, tier: str = "", tier_share: float = 1.0, *, weak: bool = False) -> Bar:
    return Bar(title.lower(), title, str(score), score / 100, tier, tier_share, weak=weak)


def page(*bars: Bar, score: str = "46", level: str = "Getting there", language: str = "en") -> ResultPage:
    """A result of these areas."""
    return replace(
        BARE,
        title="Business Systems Health Check",
        score=score,
        share=0.46 if score else None,
        level=level,
        bars=bars,
        bars_title="Your areas, weakest first",
        weakest=Section("Weakest areas", ("…",)),
        language=language,
        ladder=("At risk", "Getting there", "Healthy") if level else (),
        rung=2 if level else 0,
    )


THREE = (
    bar("Data", 25, "Build", 0.0, weak=True),
    bar("Handoffs", 40, "Connect", 0.5),
    bar("Sales", 80, "Improve", 1.0),
)


def words(longest: int) -> st.SearchStrategy[str]:
    """Titles as they are, too long, in other scripts, and such as no flow file lets through."""
    return st.one_of(
        st.text(LETTERS, max_size=longest),
        st.text(ARABIC, max_size=longest),
        st.text(LETTERS + ARABIC + ANYTHING, max_size=longest),
        st.sampled_from(("W" * longest, "Wort " * (longest // 5), "س" * longest)),
    )


BARS = st.builds(
    Bar,
    area=st.just("area"),
    title=words(40),
    score=st.one_of(st.integers(0, 100).map(str), st.sampled_from(("−12.5", "1,234.5", "٤٦", "3 von 5"))),
    share=st.one_of(st.floats(0, 1), st.sampled_from((0.0, 1.0))),
    tier=st.one_of(st.just(""), words(40)),
    tier_share=st.floats(0, 1),
    weak=st.booleans(),
)
OVERALLS = st.one_of(
    st.just(("", None)),
    st.tuples(
        st.sampled_from(("46", "100", "3.75", "−1,234.5", "W" * 30)), st.one_of(st.none(), st.floats(0, 1))
    ),
)


@st.composite
def pages(draw: st.DrawFn) -> ResultPage:
    """Any result, with any number of areas that a picture may have."""
    score, share = draw(OVERALLS)
    rungs = draw(st.integers(0, 12)) if score else 0
    return replace(
        BARE,
        title=draw(words(100)),
        score=score,
        share=share,
        level=draw(words(40)) if score else "",
        bars=tuple(draw(st.lists(BARS, max_size=4))) * draw(st.integers(1, 7)),
        bars_title=draw(words(60)),
        weakest=Section(draw(words(40)), ("…",)),
        credit=draw(st.one_of(st.just(""), words(300))),
        language=draw(st.sampled_from(("en", "de", "ar", "he", "xx"))),
        ladder=("…",) * rungs,
        rung=draw(st.integers(0, rungs)),
    )
