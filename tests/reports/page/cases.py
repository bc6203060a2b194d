"""Pages as people would meet them, by name."""

from bot.present.teams.shape import Why
from bot.reports.page import Material, Reading, report_page
from tests.reports.page.made import (
    TODAY,
    Team,
    action,
    document,
    flow_of,
    many_questions,
    team_health,
)

WORD = "Zuständigkeitsverteilungsvereinbarung"


def pages() -> dict[str, str]:
    """All of them as HTML."""
    long = _long()
    return {
        "health": page(team_health().material()),
        "arabic": page(team_health(team="فريق الدعم").material(), "ar"),
        "business": page(_business().material(), "de"),
        "first": page(team_health(1).material()),
        "earlier": page(team_health().material(3), "fr"),
        "long": page(long.material()),
        "long-arabic": page(long.material(), "ar"),
        "long-words": page(_long_words().material(), "de"),
        "held": page(_without_figures("held").material(), "es"),
        "withheld": page(_without_figures("withheld").material()),
        "no-areas": page(_no_areas().material()),
        "named": page(_named().material()),
        "hostile": page(_hostile().material()),
        "no-report": page(Team(flow_of("team-health"), []).material()),
    }


def page(material: Material, language: str = "en") -> str:
    """One page, looked at on one day."""
    return report_page(material, Reading(language, TODAY, "/r/abc.def"))


def _business() -> Team:
    flow = flow_of("business-systems")
    documents = [document(flow, number) for number in range(1, 7)]
    documents[-1]["low_response"] = True
    documents[3]["areas"] = {name: {**card, "broken": True} for name, card in documents[3]["areas"].items()}
    return Team(flow, documents, team="Leitung")


def _long() -> Team:
    flow = many_questions(12, 40)
    return Team(flow, [document(flow, number) for number in range(1, 51)])


def _long_words() -> Team:
    flow = flow_of("team-health")
    team = Team(flow, [document(flow, number) for number in range(1, 4)], team=WORD * 3)
    last = team.documents[-1]
    last["comments"] = {"note": [WORD * 6, "https://example.com/" + "a" * 300]}
    team.actions = [action("value", WORD * 4, owner=WORD * 3)]
    return team


def _without_figures(why: Why) -> Team:
    team = team_health(4)
    last = team.documents[-1]
    last["why"] = why
    last["areas"], last["questions"] = {}, {}
    last["comments"], last["talk"], last["weakest"] = {}, [], []
    last["answered"] = 3
    return team


def _no_areas() -> Team:
    flow = flow_of("team-health")
    last = document(flow, 1, areas={}, talk=[], weakest=[])
    return Team(flow, [last], every="week")


def _named() -> Team:
    flow = flow_of("team-health")
    documents = [document(flow, number, anonymous=False) for number in range(1, 3)]
    documents[-1]["people"] = [
        {"person": f"U{at}", "areas": dict.fromkeys(flow.areas, 25.0 * (at % 5)), "answers": {}}
        for at in range(9)
    ]
    return Team(flow, documents, anonymous=False)


def _hostile() -> Team:
    team = team_health(8, team="<script>window.hacked = 1</script>\u202e evil\u0000")
    last = team.documents[-1]
    last["comments"] = {
        "note": [
            "<img src=x onerror='window.hacked = 2'>",
            "</style><b>bold</b>",
            "{{ 7 * 7 }} {% raw %}",
            "\u202eright to left",
            "javascript:window.hacked=3",
        ]
    }
    team.actions = [action("value", "\"><svg onload='window.hacked = 4'>", owner="<!channel> & <b>")]
    return team
