"""What is read of people.

1. Conversations come with their answers, in the order in which they changed; filters leave out what does not
   fit.
2. Typed words, e-mail and phone are told to a token that may read them, of people who consented, and only as
   long as they do.
3. What is said in an anonymous round of a team is not there: not the conversation, not its results, nor a
   place in a list that would tell of it.
4. Results come as they were shown.
5. Leads are people who may be contacted now, with all they told.
"""

import base64
import itertools
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from bot.store import consents, results
from bot.store.api import walking
from bot.store.api_tokens import Scope
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.tables import ANSWER
from bot.web.api.cursors import PURPOSE, Cursors
from tests.store.samples import consent, result
from tests.web.api.reader import NOON, Company, checkin, ids, lead, round_, says, somebody


async def test_1_a_whole_conversation(database: Database) -> None:
    def work(connection: Connection) -> None:
        somebody(connection, "c1", minutes=2, open_question="tools", language="de")
        said: list[tuple[str, object, int]] = [
            ("tools", "often", 1), ("sure", True, 2), ("kinds", ["a", "b"], 3),
            ("people", {"number": "1/4"}, 4), ("when", {"blank": "dont_know"}, 5),
        ]  # fmt: skip
        for question, value, turn in said:
            says(connection, "c1", question, value, turn=turn, asked_at=NOON - timedelta(seconds=9))
        says(connection, "c1", "old", "x", turn=6, state=AnswerState.PARKED)

    company = await Company(database).opened()
    await company.writes(work)
    whole = {
        "id": "c1", "respondent_id": "a-c1", "channel": "slack", "workspace": "T1", "flow": "team-mood",
        "flow_version": 1, "status": "finished", "language": "de", "source": "fair",
        "open_question": "tools", "round_id": None, "started_at": "2026-11-26T11:53:00Z",
        "updated_at": "2026-11-26T11:58:00Z", "ended_at": None,
    }  # fmt: skip
    read = await company.reads("/conversations/c1")
    said = read.pop("answers")
    whole["respondent_id"] = read["respondent_id"]
    assert read == whole
    assert [(one["question"], one["value"], one["number"], one["blank"]) for one in said] == [
        ("tools", "often", None, None), ("sure", True, None, None), ("kinds", ["a", "b"], None, None),
        ("people", "1/4", 0.25, None), ("when", None, None, "dont_know"), ("old", "x", None, None),
    ]  # fmt: skip
    assert said[0] == {
        "question": "tools", "state": "given", "value": "often", "number": None, "blank": None,
        "private": False, "withheld": False, "turn": 1, "asked_at": "2026-11-26T11:59:51Z",
        "answered_at": "2026-11-26T12:00:00Z",
    }  # fmt: skip
    assert said[5]["state"] == "parked"
    (listed,) = (await company.reads("/conversations"))["items"]
    assert listed == read | {"answers": said}


@pytest.mark.parametrize(
    ("wish", "fitting"),
    [
        ("", ["c4", "c3", "c2", "c1"]),
        ("flow=team-mood", ["c4", "c3", "c2", "c1"]),
        ("flow=other", []),
        ("status=expired", ["c3"]),
        ("source=ad", ["c2"]),
        ("since=2026-11-26T11:57:00Z", ["c3", "c2", "c1"]),
        ("until=2026-11-26T11:57:00Z", ["c4"]),
        ("since=2026-11-26T11:57:00Z&until=2026-11-26T11:58:30Z&status=finished", ["c2"]),
        ("limit=2", ["c4", "c3"]),
    ],
)
async def test_1_filters(database: Database, wish: str, fitting: list[str]) -> None:
    def work(connection: Connection) -> None:
        somebody(connection, "c1", minutes=1)
        somebody(connection, "c2", minutes=2, source="ad")
        somebody(connection, "c3", minutes=3, status="expired")
        somebody(connection, "c4", minutes=4)

    company = await Company(database).opened()
    await company.writes(work)
    assert ids((await company.reads(f"/conversations?{wish}".rstrip("?")))["items"]) == fitting


async def private_of(company: Company, conversation_id: str) -> dict[str, tuple[object, bool]]:
    """What is told of private answers: by one conversation, and the same by the list."""
    said = (await company.reads(f"/conversations/{conversation_id}"))["answers"]
    listed = {one["id"]: one["answers"] for one in (await company.reads("/conversations"))["items"]}
    assert listed[conversation_id] == said
    return {one["question"]: (one["value"], one["withheld"]) for one in said if one["private"]}


async def test_2_private_words_need_the_scope_and_the_consent(database: Database) -> None:
    def work(connection: Connection) -> Conversation:
        lead(connection, "yes")
        never = somebody(connection, "never")
        says(connection, "never", "wish", "secret", private=True)
        return never

    company = await Company(database).opened()
    never = await company.writes(work)
    told = {"mail": ("yes@example.com", False), "wish": ("words of yes", False)}
    withheld = {"mail": (None, True), "wish": (None, True)}
    assert await private_of(company, "yes") == told
    assert await private_of(company, "never") == {"wish": (None, True)}
    without = await Company(database).opened(scopes=[Scope.CONVERSATIONS])
    assert await private_of(without, "yes") == withheld
    report = consent(never, purpose="report", question="send")
    await company.writes(lambda connection: consents.write(connection, report))
    assert await private_of(company, "never") == {"wish": (None, True)}


async def test_2_a_value_that_no_key_opens_holds_up_no_other(database: Database) -> None:
    """It is withheld, and no part of a profile; who told nothing else is no lead to be found."""

    def work(connection: Connection) -> None:
        for number, name in enumerate(("before", "broken", "lost", "after")):
            lead(connection, name, minutes=60 - number)
        for name in ("broken", "lost"):
            its = (ANSWER.c.conversation_id == name, ANSWER.c.question == "mail")
            connection.execute(update(ANSWER).where(*its).values(value="gAAAAbroken"))
        says(connection, "broken", "firm", "Acme", private=True, profile="company")

    company = await Company(database).opened()
    await company.writes(work)
    assert await private_of(company, "broken") == {
        "firm": ("Acme", False), "mail": (None, True), "wish": ("words of broken", False),
    }  # fmt: skip
    assert {one["conversation_id"]: one["profile"] for one in await company.walks("/leads?limit=1")} == {
        "before": {"email": "before@example.com"}, "broken": {"company": "Acme"},
        "after": {"email": "after@example.com"},
    }  # fmt: skip


async def test_2_consent_taken_back_is_taken_back_at_once(database: Database) -> None:
    company = await Company(database).opened()
    made = await company.writes(lambda connection: lead(connection, "yes"))
    no = consent(made, given=False, created_at=NOON + timedelta(seconds=1))
    await company.writes(lambda connection: consents.write(connection, no))
    assert await private_of(company, "yes") == {"mail": (None, True), "wish": (None, True)}
    assert (await company.reads("/leads"))["items"] == []


async def test_3_nothing_of_anonymous_rounds_and_all_of_named_ones(database: Database) -> None:
    def work(connection: Connection) -> None:
        for name, anonymous in (("secret", True), ("named", False)):
            checkin(connection, name, anonymous=anonymous)
            round_(connection, name)
            made = lead(connection, f"in-{name}", round_id=f"{name}-1", minutes=3)
            results.write(connection, result(made, turn=9, created_at=NOON))
        lead(connection, "alone", minutes=5)
        somebody(connection, "nowhere", round_id="gone", minutes=1)

    company = await Company(database).opened()
    await company.writes(work)
    assert ids(await company.walks("/conversations")) == ["alone", "in-named"]
    assert set(ids(await company.walks("/results"), "conversation_id")) == {"alone", "in-named"}
    assert ids(await company.walks("/leads"), "conversation_id") == ["alone", "in-named"]
    for gone in ("in-secret", "nowhere"):
        missing = await company.asks(f"/conversations/{gone}")
        assert missing.status_code == 404
        assert missing.content == (await company.asks("/conversations/unknown")).content
    for path in ("/conversations", "/results", "/leads", "/checkins", "/checkins/secret/rounds"):
        assert "in-secret" not in (await company.asks(path)).text


async def test_3_a_place_in_a_list_tells_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part ends at somebody's anonymous answers, the cursor says neither who nor when."""

    def work(connection: Connection) -> None:
        checkin(connection, "secret")
        round_(connection, "secret")
        for number in range(4):
            somebody(connection, f"hidden{number}", round_id="secret-1", minutes=9 - number)
        somebody(connection, "seen", minutes=1)

    monkeypatch.setattr(walking, "MOST_LOOKED_AT", 2)
    company = await Company(database).opened()
    await company.writes(work)
    first = await company.reads("/conversations")
    assert first["items"] == []
    cursor = first["next"].split("cursor=")[1]
    opened = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert b"hidden" not in opened
    assert b"2026" not in opened
    assert ids(await company.walks("/conversations")) == ["seen"]


@pytest.mark.parametrize("window", ["", "since=2026-11-26T11:00:00Z", "since=2026-11-26T11:54:00Z&limit=1"])
@pytest.mark.parametrize("path", ["/conversations", "/results", "/leads", "/checkins"])
async def test_3_what_is_not_shown_changes_nothing(database: Database, path: str, window: str) -> None:
    """To the byte, headers and all: of an anonymous round, of another workspace, of whoever said no again."""

    def seen(connection: Connection) -> None:
        lead(connection, "seen", minutes=8)
        checkin(connection, "team", created_at=NOON - timedelta(minutes=8))

    def hidden(connection: Connection) -> None:
        for minutes in (9, 7, 6, 5):
            checkin(
                connection, f"other{minutes}", place="slack:T2", created_at=NOON - timedelta(minutes=minutes)
            )
            lead(connection, f"other{minutes}", place="slack:T2", minutes=minutes)
            round_(connection, "team", minutes)
            lead(connection, f"secret{minutes}", round_id=f"team-{minutes}", minutes=minutes)

    def not_any_more(connection: Connection) -> None:
        for minutes in (7, 6, 5):
            made = lead(connection, f"no{minutes}", minutes=minutes)
            no = consent(made, given=False, created_at=NOON - timedelta(minutes=minutes - 1))
            consents.write(connection, no)
            silent = somebody(connection, f"silent{minutes}", minutes=minutes)
            consents.write(connection, consent(silent))

    async def told(where: str) -> tuple[bytes, list[tuple[str, str]]]:
        company.secret, _ = await company.token(workspace="slack:T1")  # of each as many requests are left
        answer = await company.asks(where)
        assert answer.status_code == 200
        return answer.content, answer.headers.multi_items()

    def all_(after: str) -> list[str]:
        windows = [window, f"{window}&until=2026-11-26T11:53:30Z", f"{window}&flow=other"]
        return [*(f"{path}?{one.lstrip('&')}".rstrip("?") for one in windows), after]

    company = await Company(database).opened()
    await company.writes(seen)
    later = (await company.reads(f"{path}?{window}".rstrip("?")))["later"]
    before = [await told(one) for one in all_(later)]
    await company.writes(hidden)
    if path == "/leads":
        await company.writes(not_any_more)
    assert [await told(one) for one in all_(later)] == before


def test_3_the_bound_of_a_part_tells_little() -> None:
    """One row more, and each answer is nearly as likely as before: by a fiftieth at most, wherever it is."""
    many = 200_000
    bounds = Counter(walking.looks((number + 0.5) / many) for number in range(many))
    assert min(bounds) < 3600
    assert 4400 < max(bounds) <= walking.MOST_LOOKED_AT
    at_most = list(itertools.accumulate(bounds[rows] for rows in range(4401)))
    for rows in range(3600, 4400):  # beyond, there are too few draws to tell
        assert at_most[rows + 1] / at_most[rows] < 1.02
        assert (many - at_most[rows]) / (many - at_most[rows + 1]) < 1.02


async def test_3_the_bound_of_a_part_is_the_same_for_the_same_request(database: Database) -> None:
    cursors = Cursors(database.keys.derived(PURPOSE))
    assert cursors.chance("a") == Cursors(database.keys.derived(PURPOSE)).chance("a")
    drawn = [cursors.chance(f"{number}") for number in range(1000)]
    assert len(set(drawn)) == 1000
    assert 0 <= min(drawn) < 0.02
    assert 0.98 < max(drawn) < 1


async def test_4_results_as_they_were_shown(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "c1", minutes=3)
        results.write(
            connection,
            result(made, turn=7, created_at=NOON, complete=False, score=None, exact=None, level=None),
        )

    company = await Company(database).opened()
    await company.writes(work)
    first, second = (await company.reads("/results"))["items"]
    assert first["areas"] == {
        "focus": {"score": 40, "exact": "40", "tier": "weak", "reason": None, "answered": 3, "asked": 4},
        "trust": {"score": None, "exact": None, "tier": None, "reason": "too few", "answered": 0, "asked": 2},
    }  # fmt: skip
    assert first["document"]["weakest"] == []
    named = ("conversation_id", "turn", "score", "exact", "level", "complete", "source", "workspace", "flow")
    assert [first[name] for name in named] == [
        "c1", 0, "53", "1273/24", "fair", True, "fair", "T1", "team-mood",
    ]  # fmt: skip
    assert [second[name] for name in named] == ["c1", 7, None, None, None, False, "fair", "T1", "team-mood"]
    for wish, turns in {
        "level=fair": [0], "complete=false": [7], "complete=true": [0], "source=ad": [],
        "flow=team-mood": [0, 7],
        "since=2026-11-26T12:00:00Z": [7], "until=2026-11-26T12:00:00Z": [0],
    }.items():  # fmt: skip
        assert [one["turn"] for one in await company.walks(f"/results?{wish}")] == turns, wish


async def test_5_a_whole_lead(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = lead(connection, "c1", minutes=3)
        says(connection, "c1", "firm", "Acme", private=True, profile="company")
        report = consent(made, question="send", purpose="report", wording="Send it?", created_at=NOON)
        consents.write(connection, report)
        somebody(connection, "c2")  # nobody asked them
        silent = somebody(connection, "c3")  # told nothing
        consents.write(connection, consent(silent))

    company = await Company(database).opened()
    await company.writes(work)
    (found,) = await company.walks("/leads")
    assert found["profile"] == {"email": "c1@example.com", "company": "Acme"}
    assert found["consent"] == {
        "question": "may_contact", "wording": "May we get in touch?", "link": None, "language": "en",
        "given_at": "2026-11-26T11:57:00Z",
    }  # fmt: skip
    assert (found["send_report"], found["source"]) == (True, "fair")
    result_ = found["result"]
    assert (result_["score"], result_["exact"], result_["level"]) == ("53", "1273/24", "fair")
    assert result_["areas"]["focus"]["tier"] == "weak"
    assert {one["question"]: one["value"] for one in found["answers"]} == {
        "firm": "Acme", "mail": "c1@example.com", "tools": "often", "wish": "words of c1",
    }  # fmt: skip
    narrow = await Company(database).opened(scopes=[Scope.LEADS])
    (found,) = await narrow.walks("/leads")
    assert found["profile"]["email"] == "c1@example.com"
    assert {one["question"]: one["value"] for one in found["answers"]} == {
        "firm": None, "mail": None, "tools": "often", "wish": None,
    }  # fmt: skip


@pytest.mark.parametrize("state", [AnswerState.KEPT, AnswerState.CARRIED])
async def test_5_what_was_known_from_before_is_told_too(database: Database, state: AnswerState) -> None:
    """Nobody types again what they were not asked again."""

    def work(connection: Connection) -> None:
        made = somebody(connection, "c1")
        says(connection, "c1", "mail", "c1@example.com", private=True, profile="email", state=state)
        consents.write(connection, consent(made))

    company = await Company(database).opened()
    await company.writes(work)
    (found,) = await company.walks("/leads")
    assert found["profile"] == {"email": "c1@example.com"}
    assert (found["answers"][0]["state"], found["answers"][0]["value"]) == (state.value, "c1@example.com")
