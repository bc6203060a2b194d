"""Taking a check again after some months."""

from datetime import date

from bot.definition.model import Flow
from bot.messages import Button, Words
from bot.present.desk.flows import scene_of
from bot.present.manner import SLASH, Manner
from bot.present.reader import reader_for
from bot.wishes import Begin, SwitchReminders


def repeat_set(language: str | None, day: date, manner: Manner = SLASH) -> Words:
    """When it will be asked again, and how to turn that off."""
    reader = reader_for(language, manner)
    said = reader.say(reader.phrases.desk.repeating.will_ask, day=reader.day(day))
    return Words((said,), (), reader.language)


def repeat_due(flow: Flow, language: str | None, last: date | None) -> Words:
    """The day has come; *last* is that of the result before."""
    scene = scene_of(flow, language)
    reader, title = scene.reader, scene.filled(flow.title)
    words, going = reader.phrases.desk.repeating, reader.phrases.going
    if last is None:
        said = reader.say(words.due_some_time, title=title)
    else:
        said = reader.say(words.due, title=title, day=reader.day(last))
    again = Button(going.start_again, Begin(flow.name))
    quiet = Button(going.stop_reminding, SwitchReminders(on=False))
    return Words((said,), (again, quiet), reader.language)
