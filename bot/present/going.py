"""How a conversation begins, rests, goes on and ends, in words."""

from bot.engine.events import (
    Accepted,
    Declined,
    Ended,
    Expired,
    Finished,
    LanguageChanged,
    Offered,
    Paused,
    Reminded,
    Restarted,
    RestartUndone,
    Resumed,
    Said,
    Started,
    Stopped,
)
from bot.engine.inputs import Accept, Decline, Restart, Review, ShowResult, Start
from bot.messages import Button
from bot.present.phrases import Plural
from bot.present.reader import Reader
from bot.present.telling import Telling
from bot.wishes import SwitchReminders


def started(telling: Telling, _event: Started) -> None:
    """The title leads; the credit stands under the first message."""
    flow = telling.scene.flow
    telling.note(telling.scene.filled(flow.title))
    if flow.credit is not None:
        telling.begin_with_credit(telling.scene.filled(flow.credit))


def said(telling: Telling, event: Said) -> None:
    """The author's words, a message of their own."""
    telling.say(telling.scene.filled(event.text))


def resumed(telling: Telling, event: Resumed) -> None:
    """Welcome back, with how much is kept."""
    going = telling.scene.reader.phrases.going
    telling.note(_kept(telling.scene.reader, going.welcome_back, going.welcome_back_empty, event.answered))


def reminded(telling: Telling, event: Reminded) -> None:
    """A word about what waits, above the question itself, and a way to hear no more of it."""
    reader = telling.scene.reader
    going, title = reader.phrases.going, telling.scene.filled(telling.scene.flow.title)
    telling.note(_kept(reader, going.reminded, going.reminded_empty, event.answered, title=title))
    telling.add_way(Button(going.stop_reminding, SwitchReminders(on=False)))


def paused(telling: Telling, event: Paused) -> None:
    """Later, and how to go on."""
    going = telling.scene.reader.phrases.going
    words = _kept(telling.scene.reader, going.paused, going.paused_empty, event.answered)
    telling.note(words, buttons=[Button(going.go_on, Start())])


def stopped(telling: Telling, event: Stopped) -> None:
    """The end on the person's wish; the way back stays open."""
    going = telling.scene.reader.phrases.going
    words = _kept(telling.scene.reader, going.stopped, going.stopped_empty, event.answered)
    telling.note(words, buttons=[Button(going.go_on, Start())])


def expired(telling: Telling, event: Expired) -> None:
    """Time is up."""
    going = telling.scene.reader.phrases.going
    words = _kept(telling.scene.reader, going.expired, going.expired_empty, event.answered)
    telling.note(words, buttons=[Button(going.start_again, Restart())])


def restarted(telling: Telling, event: Restarted) -> None:
    """All answers are set aside; where there were none, nothing needs to be said."""
    if event.set_aside:
        telling.note(telling.scene.reader.phrases.going.restarted)


def restart_undone(telling: Telling, event: RestartUndone) -> None:
    """The answers are back."""
    reader = telling.scene.reader
    telling.note(reader.count(reader.phrases.going.restart_undone, event.answered))


def language_changed(telling: Telling, _event: LanguageChanged) -> None:
    """Said in the language that was chosen."""
    telling.note(telling.scene.reader.phrases.going.language_changed)


def ended(telling: Telling, event: Ended) -> None:
    """The author's last words; an answer given by mistake can be changed."""
    going = telling.scene.reader.phrases.going
    result, answers = Button(going.my_result, ShowResult()), Button(going.my_answers, Review())
    telling.say(telling.scene.filled(event.text), [answers] if event.screened_out else [result, answers])


def finished(telling: Telling, _event: Finished) -> None:
    """Thanks, unless the author or the result page has just said it all, or another flow begins at once."""
    said = any(isinstance(other, Accepted | Ended) for other in telling.events)
    if said or telling.just_showed_result():
        return
    going = telling.scene.reader.phrases.going
    result, answers = Button(going.my_result, ShowResult()), Button(going.my_answers, Review())
    telling.note(going.finished, buttons=[result, answers])


def offered(telling: Telling, event: Offered) -> None:
    """The next flow: yes or later."""
    going, turn = telling.scene.reader.phrases.going, telling.scene.state.turn
    yes, later = Button(going.accept, Accept(turn)), Button(going.decline, Decline(turn))
    telling.say(telling.scene.filled_at_end(event.text), [yes, later])


def declined(telling: Telling, _event: Declined) -> None:
    """Not now."""
    going = telling.scene.reader.phrases.going
    telling.note(going.declined, buttons=[Button(going.my_result, ShowResult())])


def _kept(reader: Reader, some: Plural, none: str, answered: int, **values: str) -> str:
    return reader.count(some, answered, **values) if answered else reader.say(none, **values)
