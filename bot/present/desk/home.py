"""A person's own page: what there is to do, to go on with and to look at again, what is set, what is held.

Only they see it. It tells scores, as they were told before, and no single answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.definition.model import Flow
from bot.engine.arrival import ask_again
from bot.engine.events import ResultShown
from bot.engine.plan import plan_of
from bot.engine.state import State
from bot.messages import Button, QuestionCard, Web
from bot.messages.home import Dated, HomeEntry, HomePage, HomePart, Pick
from bot.present.desk.settings import (
    CheckIns,
    Daytime,
    capitalized,
    checkin_buttons,
    checkins_stand,
    when_they_come,
)
from bot.present.desk.welcome import minutes, questions_ahead
from bot.present.manner import SLASH, Manner
from bot.present.reader import Reader, language_name, reader_for
from bot.present.result.opening import opening
from bot.present.result.outcome import Outcome
from bot.present.result.since import AfterResult, Before, since
from bot.present.scene import Scene
from bot.present.story import present
from bot.present.teams.home import TeamsOf, teams_part
from bot.present.teams.invitation import Asked, to_do
from bot.wishes import (
    MINUTES_OF_A_DAY,
    AskToDelete,
    Begin,
    ChooseLanguage,
    ChooseReminderTime,
    Compare,
    ShowMyData,
    ShowPrivacy,
    ShowResultOf,
    SwitchReminders,
)

MOST_TO_DO: Final = 20
MOST_OPEN: Final = 5
MOST_RESULTS: Final = 8
"""What has no room is named by its number."""
_HOUR: Final = 60
_MARK: Final = "\0"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A check that can be gone on with."""

    flow: Flow
    state: State
    active: datetime
    """In the person's zone."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A check that came to a result."""

    conversation: str
    flow: Flow
    state: State
    at: datetime
    """In the person's zone."""
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Belongings:
    """All that is one person's here."""

    to_do: Sequence[Flow]
    """Not begun."""
    unfinished: Sequence[Unfinished]
    """Last active first."""
    finished: Sequence[Finished]
    """The newest first, one for each flow."""
    languages: Sequence[str]
    """To choose from."""
    reminders: bool = True
    daytime: Daytime | None = None
    invitations: Sequence[Asked] = ()
    """To check-ins of their teams."""
    checkins: CheckIns | None = None
    """Whether they are invited; None: there is nothing to say of it."""
    teams: TeamsOf | None = None
    """None: team check-ins are nothing that they see to."""


def home(
    language: str | None,
    theirs: Belongings,
    *,
    operator: str | None = None,
    privacy_url: str | None = None,
    manner: Manner = SLASH,
    notice: str = "",
) -> HomePage:
    """The page as it is now, with one button that stands out: the first thing to do, else to go on with."""
    reader = reader_for(language, manner)
    words = reader.phrases.desk.home
    to_do, resume = _to_do(reader, theirs, manner), _resume(reader, theirs, manner)
    first = next((entry.buttons[0].press for entry in (*to_do.entries, *resume.entries)), None)
    return HomePage(
        about=tuple(_about(reader, operator)),
        parts=(
            to_do,
            resume,
            _results(reader, theirs, manner, operator),
            *([] if theirs.teams is None else [teams_part(reader.language, theirs.teams, manner)]),
            _settings(reader, language, theirs),
            _privacy(reader, operator, privacy_url),
        ),
        help=words.help,
        notice=notice,
        to_messages=words.open_messages if notice else "",
        leading=first,
        language=reader.language,
    )


def _about(reader: Reader, operator: str | None) -> Iterator[str]:
    yield reader.phrases.desk.command.about_briefly
    if operator is not None:
        yield reader.say(reader.phrases.desk.home.run_by, operator=operator)


def _to_do(reader: Reader, theirs: Belongings, manner: Manner) -> HomePart:
    words, shown = reader.phrases.desk.home, theirs.to_do[:MOST_TO_DO]
    asked = [to_do(reader.language, one) for one in theirs.invitations[:MOST_TO_DO]]
    entries = (*asked, *(_task(reader, flow) for flow in shown))
    left = _left(reader, len(theirs.to_do) - len(shown), manner.command("menu"))
    return HomePart(words.todo, entries, left if entries else (words.nothing_to_do,))


def _task(reader: Reader, flow: Flow) -> HomeEntry:
    scene = Scene(flow, State(language=reader.language))
    ahead = questions_ahead(scene.plan)
    questions = reader.count(reader.phrases.desk.welcome.questions, ahead)
    length = reader.count(reader.phrases.desk.home.length, minutes(ahead), questions=questions)
    start = Button(reader.phrases.desk.welcome.start, Begin(flow.name))
    return HomeEntry(scene.filled(flow.title), (length,), (start,))


def _resume(reader: Reader, theirs: Belongings, manner: Manner) -> HomePart:
    words, shown = reader.phrases.desk.home, theirs.unfinished[:MOST_OPEN]
    entries = tuple(_open(reader, one) for one in shown)
    left = _left(reader, len(theirs.unfinished) - len(shown), manner.command("menu"))
    return HomePart(words.resume, entries, left if entries else (words.nothing_open,))


def _open(reader: Reader, one: Unfinished) -> HomeEntry:
    words = reader.phrases.desk.home
    state = replace(one.state, language=reader.language)
    active = _dated(reader, words.last_active, one.active)
    go_on = Button(words.continue_, Begin(one.flow.name))
    return HomeEntry(
        Scene(one.flow, state).filled(one.flow.title), (*_progress(one.flow, state), active), (go_on,)
    )


def _progress(flow: Flow, state: State) -> tuple[str, ...]:
    """What stands above the open question; nothing where no number is promised."""
    cards = present(flow, state, ask_again(plan_of(flow), state))
    said = (card.progress_words for card in cards if isinstance(card, QuestionCard))
    return tuple(filter(None, said))


def _results(reader: Reader, theirs: Belongings, manner: Manner, operator: str | None) -> HomePart:
    words, shown = reader.phrases.desk.home, theirs.finished[:MOST_RESULTS]
    entries = tuple(_result(reader, one, operator) for one in shown)
    left = _left(reader, len(theirs.finished) - len(shown), manner.command("mydata"))
    return HomePart(words.results, entries, left if entries else (words.no_results,))


def _result(reader: Reader, one: Finished, operator: str | None) -> HomeEntry:
    words = reader.phrases.desk.home
    scene = Scene(one.flow, replace(one.state, language=reader.language), operator)
    outcome = Outcome(scene, scene.final)
    told = opening(outcome, ResultShown(scene.final, None))
    change = since(outcome, AfterResult(one.conversation, one.before))
    buttons = [Button(words.show, ShowResultOf(one.conversation))]
    if one.before is not None:
        buttons.append(Button(reader.phrases.result.see_changes, Compare(one.conversation)))
    lines: tuple[str | Dated, ...] = (_dated(reader, words.finished, one.at), told)
    changed = (change,) if change else ()
    return HomeEntry(outcome.words(one.flow.title), (*lines, *changed), tuple(buttons))


def _settings(reader: Reader, language: str | None, theirs: Belongings) -> HomePart:
    words = reader.phrases.desk.settings
    lines = [words.reminders_on if theirs.reminders else words.reminders_off]
    if theirs.daytime is not None:
        if theirs.reminders:
            lines.append(when_they_come(reader, theirs.daytime))
        lines.append(reader.say(reader.phrases.desk.home.zone, zone=reader.place(theirs.daytime.zone)))
    of_teams = theirs.checkins
    if of_teams is not None:
        lines.append(checkins_stand(reader, of_teams))
    switch = Button(
        words.turn_off if theirs.reminders else words.turn_on, SwitchReminders(on=not theirs.reminders)
    )
    return HomePart(
        reader.phrases.desk.home.settings,
        lines=tuple(lines),
        picks=tuple(_picks(reader, language, theirs)),
        buttons=(switch, *(() if of_teams is None else checkin_buttons(words, of_teams))),
    )


def _picks(reader: Reader, language: str | None, theirs: Belongings) -> Iterator[Pick]:
    words = reader.phrases.desk.home
    if len(theirs.languages) > 1:
        spoken = language if language is not None and language in theirs.languages else reader.language
        yield Pick(
            words.language,
            tuple(
                Button(capitalized(language_name(code)), ChooseLanguage(code)) for code in theirs.languages
            ),
            _place(theirs.languages, spoken),
        )
    if theirs.daytime is not None:
        chosen = theirs.daytime.minute
        times = [None, *_times(chosen)]
        yield Pick(
            words.time,
            tuple(Button(_time(reader, minute), ChooseReminderTime(minute)) for minute in times),
            times.index(chosen),
        )


def _place(among: Sequence[str], one: str) -> int | None:
    return among.index(one) if one in among else None


def _times(chosen: int | None) -> list[int]:
    """Whole hours, and the time there is where it is none."""
    hours = set(range(0, MINUTES_OF_A_DAY, _HOUR))
    return sorted(hours if chosen is None else hours | {chosen})


def _time(reader: Reader, minute: int | None) -> str:
    return reader.phrases.desk.settings.at_work if minute is None else reader.clock(minute)


def _privacy(reader: Reader, operator: str | None, url: str | None) -> HomePart:
    words, buttons = reader.phrases.desk.privacy, reader.phrases.desk.settings
    responsible = words.nobody if operator is None else reader.say(words.operator, operator=operator)
    return HomePart(
        buttons.privacy,
        lines=(reader.phrases.desk.home.held, responsible),
        buttons=(
            Button(buttons.privacy, ShowPrivacy()),
            Button(buttons.my_data, ShowMyData()),
            Button(reader.phrases.desk.deleting.delete_everything, AskToDelete()),
        ),
        web=None if url is None else Web(reader.phrases.desk.home.page, url),
    )


def _left(reader: Reader, number: int, command: str) -> tuple[str, ...]:
    """How many have no room, and where they stand."""
    if number < 1:
        return ()
    return (reader.count(reader.phrases.desk.home.more, number, command=command),)


def _dated(reader: Reader, phrase: str, at: datetime) -> Dated:
    before, _, after = reader.say(phrase, day=_MARK).partition(_MARK)
    return Dated(before, reader.day(at), after, at)
