"""Chats on the console, through the engine and a real database.

1. A whole chat, by taps and by words; the result with its bars; workings; the summary.
2. Whoever comes back goes on: after a pause in the middle, after stopping, in the flow that was accepted.
3. Whoever has finished begins anew, and sees the last result at any time; a result nobody saw is shown first.
4. What was shown is marked so; what may not have been seen is shown again.
"""

from pathlib import Path

from bot.definition.load import load
from bot.store import deliveries, respondents
from bot.turn.library import Library, Shelved
from tests.people import Console, Person
from tests.present.chat import FLOWS, MOOD

NEXT = """
flow: first
title: First
scale: agree5
steps:
  - say: Two short checks.
  - ask: one
    text: All is well.
next:
  - flow: team-mood
    text: Go on with the team?
"""


def library(*sources: str) -> Library:
    shelved = []
    for source in sources:
        loaded = load(source.encode(), f"{source.split('flow: ')[1].split()[0]}.yaml")
        assert loaded.flow is not None, loaded.findings
        shelved.append(Shelved(loaded.flow, source.encode()))
    return Library.of(shelved)


def test_a_whole_chat(sqlite_url: str) -> None:
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        ana = Person(place)
        ana.sees(
            "Team mood",
            "Question 1 of 2",
            "I had what I needed to do good work this week.",
            "  5. Strongly agree",
        )
        ana.taps("Agree").sees("Question 2 of 2", "I know what matters most next week.")
        ana.types("strongly agree")
        ana.sees("88 of 100", "/workings How was this computed?", "/answers Change an answer")
        assert place.over
        ana.types("/answers").sees(
            "1. I had what I needed to do good work this week. Agree", "/change N Change"
        )
        ana.types("/change 1").sees("✓ Agree")
        ana.types("5").sees("Your answers changed the result.", "100 of 100")
        ana.types("/workings").sees("How this was computed")


def test_back_help_and_words_that_do_not_fit(sqlite_url: str) -> None:
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        ana = Person(place)
        ana.types("no such answer").sees("That matches none of the answers.", "Question 1 of 2")
        ana.types("/help").sees("/stop – stop here")
        ana.types("2").taps("Back").sees("Question 1 of 2", "✓ Disagree")


def test_whoever_comes_back_goes_on(sqlite_url: str) -> None:
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        Person(place).types("4")
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        Person(place).sees("Welcome back. 1 answer is kept.", "Question 2 of 2").types("/stop")
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        Person(place).sees("Welcome back. 1 answer is kept.", "Question 2 of 2")
    with Console(sqlite_url, library(MOOD), "team-mood", name="ben") as place:
        Person(place).sees("Question 1 of 2").sees_no("Welcome back")


def test_whoever_has_finished_begins_anew_and_keeps_the_result(sqlite_url: str) -> None:
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        Person(place).types("/result").sees("The result comes after the last question.").types("5", "5")
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        ana = Person(place).sees("Question 1 of 2").sees_no("Welcome back", "100 of 100")
        ana.types("/result").sees("100 of 100", "Question 1 of 2").sees_no("The result comes after")
        ana.types("1", "1").sees("0 of 100")


def test_a_result_that_nobody_saw_is_shown_first(sqlite_url: str) -> None:
    place = Console(sqlite_url, library(MOOD), "team-mood")
    with place:
        Person(place).types("5", "5")
        place._talk._on_screen = ()  # as if the process had been killed before the page stood on the screen
    with Console(sqlite_url, library(MOOD), "team-mood") as again:
        Person(again).sees("100 of 100")
        assert again.over


def test_words_that_may_not_have_been_seen_are_shown_again(sqlite_url: str) -> None:
    with Console(sqlite_url, library(NEXT), "first") as place:
        Person(place).sees("Two short checks.")
        place._talk._on_screen = ()
    with Console(sqlite_url, library(NEXT), "first") as again:
        Person(again).sees("Two short checks.", "Welcome back.", "Question 1 of 1")
    with Console(sqlite_url, library(NEXT), "first") as third:
        Person(third).sees("Welcome back.").sees_no("Two short checks.")


def test_the_flow_that_was_accepted_is_gone_on_with(sqlite_url: str) -> None:
    with Console(sqlite_url, library(NEXT, MOOD), "first") as place:
        ana = Person(place)
        ana.types("3").sees("Go on with the team?", "[Yes]", "[Later]")
        ana.types("yes").sees("Question 1 of 2").types("4")
    with Console(sqlite_url, library(NEXT, MOOD), "first") as place:
        Person(place).sees("Welcome back. 1 answer is kept.", "I know what matters most").types("4")
    with Console(sqlite_url, library(NEXT, MOOD), "first") as place:
        Person(place).sees("All is well.")


def test_later_is_fine(sqlite_url: str) -> None:
    with Console(sqlite_url, library(NEXT, MOOD), "first") as place:
        Person(place).types("3", "Later").sees("All right, later.")


def test_nothing_is_left_to_deliver(sqlite_url: str) -> None:
    with Console(sqlite_url, library(MOOD), "team-mood") as place:
        Person(place).types("5", "/help", "5", "/workings")
        database, run = place._database, place._runner.run
        run(place._talk.end())
        address = run(
            database.read(lambda connection: respondents.find(connection, "console", "terminal", "ana"))
        )
        assert address is not None
        assert run(database.read(lambda connection: deliveries.pending(connection, address.id))) == ()


def test_a_language_that_was_wished_for_holds(sqlite_url: str) -> None:
    flagship = (Path(FLOWS) / "business-systems.yaml").read_text(encoding="utf-8")
    with Console(sqlite_url, library(flagship), "business-systems") as place:
        Person(place).sees("How many people work in the business").types("3")
    with Console(sqlite_url, library(flagship), "business-systems", language="de-CH") as place:
        Person(place).sees("Weiter geht es auf Deutsch", "Was ist Ihre Rolle?")
    with Console(sqlite_url, library(flagship), "business-systems") as place:
        Person(place).sees("Was ist Ihre Rolle?")


ASKS = """
flow: asks
title: Asks
steps:
  - {ask: size, text: "How many are you?", type: number, keep: size}
  - {ask: mood, text: "Is it good?", scale: yes_no}
"""
KNOWS = """
flow: knows
title: Knows
steps:
  - {ask: team, text: "How large is the team?", type: number, keep: size}
  - {ask: role, text: "What are you?", keep: role, choices: {owner: Owner, lead: Lead}}
  - {ask: fun, text: "Is it fun?", scale: yes_no}
"""


def test_what_was_told_once_is_known_the_next_time(sqlite_url: str) -> None:
    flows = library(ASKS, KNOWS)
    with Console(sqlite_url, flows, "asks") as place:
        Person(place).types("12").sees("Is it good?")
    with Console(sqlite_url, flows, "knows") as place:
        ana = Person(place).sees("Already known, so not asked again:", ": 12", "What are you?")
        ana.sees("/change team Change what is known")
        ana.types("/change team").sees("How large is the team?", "✓ 12")
        ana.types("15").taps("Lead").taps("Yes")
    with Console(sqlite_url, flows, "knows") as place:
        ana = Person(place).sees("Is it fun?", "/answers Change what is known")
        ana.types("/answers").sees("How large is the team?", ": 15", ": Lead")
