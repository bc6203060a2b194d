"""People who take a check in Slack, by all that can be pressed, chosen, ticked and written there.

    wanderer = Wanderer(slack, server, flows, Random(7), language="de")
    await wanderer.takes("business-systems")     # to the very end, and of what is offered there, too

They write into windows and into the conversation, use `/checkup`, bare words, the shortcut and the Home tab,
share files, edit and delete their own words, press what is old, and press twice. See `tests.wandering`.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from random import Random
from typing import Final, NamedTuple, Protocol

from bot.definition.model import Kind, Question
from bot.present.phrases import phrases_for
from bot.turn.library import Library
from tests.fakes.slack import FakeSlack, Message
from tests.fakes.slack.kit.controls import Control, option_label
from tests.people import Colleague, Served
from tests.wandering import QUESTION, Books, Place, Strolling, Where

WRITE: Final = "write"
LOCALES: Final = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}
"""Slack itself does not speak Arabic: who reads it chooses it."""
LOUD: Final = ("<!channel> *all* of <you>", "@here & @everyone", "<@U012AB3CD> | <#C012AB3CD>", "```x")
WRONG: Final = {
    Kind.NUMBER: ("many", "999999999999"),
    Kind.EMAIL: ("ana at example", ""),
    Kind.PHONE: ("later", ""),
    Kind.TEXT: ("",),
}
"""What a window does not take: some of it Slack itself refuses, some of it we do."""


class Way(NamedTuple):
    """Something that can be pressed, chosen or ticked."""

    message: Message
    control: Control
    label: str
    token: str

    @property
    def letter(self) -> str:
        """What it means."""
        return WRITE if self.control.action_id == WRITE else self.token[:1]


class Rest(Books, Served, Protocol):
    """A server that can be waited for and read."""


class Wanderer(Strolling):
    """Somebody with Slack in their hands."""

    def __init__(
        self,
        slack: FakeSlack,
        server: Rest,
        flows: Library,
        chance: Random,
        *,
        name: str = "ana",
        language: str = "en",
        detours: int = 12,
    ) -> None:
        super().__init__(server, flows, chance, detours)
        self.colleague = Colleague(slack, server, name, language=LOCALES.get(language, "en-US"))
        self.app = self.colleague.app
        self._slack = slack
        self._language = language
        self._old: list[Way] = []
        """What could be pressed at questions that were answered since."""

    @property
    def where(self) -> Where:
        return Where("slack", self.app.workspace.team_id, self.app.id)

    @property
    def screen(self) -> str:
        return f"{self.app.screen}\n{self.app.modal_screen}\n{self.app.warnings}"

    async def begins(self, flow: str) -> None:
        if self._language not in LOCALES:
            await self.colleague.commands(f"language {self._language}")
        await self.colleague.commands(f"start {flow}")
        await self.presses("g")

    async def says(self, words: str) -> None:
        await self.does(repr(words), self.colleague.types(words))

    async def commands(self, name: str) -> None:
        """By the bare word, or behind `/checkup`, in the conversation with the app or elsewhere."""
        match self._chance.randrange(3):
            case 0:
                await self.says(name)
            case 1:
                await self._commands(name, None)
            case _:
                await self._commands(name, "general")

    async def presses(self, letter: str) -> None:
        await self._uses(self._chance.choice(self._ways(letter)))

    def can_press(self, letter: str) -> bool:
        return bool(self._ways(letter))

    async def ticks(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            ways = self._ways("t")
            way = self._chance.choice(ways)
            await self._uses(way)
            if way.control.kind == "button":  # "don't know" is an answer by itself
                return
        await self.presses("d")

    def typed(self, question: Question) -> str:
        if question.kind is Kind.TEXT and self._chance.random() < 0.5:
            return self._chance.choice(LOUD)
        return super().typed(question)

    async def writes(self, question: Question) -> None:
        if self._chance.random() < 0.3:
            await self.says(self.typed(question))
        else:
            await self._writes_into_a_window(question)

    def meanings(self) -> list[set[str]]:
        """To open a window is to answer."""
        return [
            {"t" if way.letter == WRITE else way.letter for way in ways_in(message)}
            for message in self.app.controls_alive
        ]

    def looks_away(self) -> None:
        """From what came to them; what came to others they cannot see."""
        sent = self._slack.record.sent
        kept = [one for one in sent if one.channel != self.app.dm and not one.ephemeral]
        sent.clear()
        sent.extend(kept)
        self._old += [way for way in self._all_ways() if way.letter in "tdsb"]

    def seen(self) -> object:
        modal, home = self.app.modal, self.app.home
        return (
            self.app.bot_messages,
            self.app.ephemerals,
            modal and (modal.id, modal.hash, dict(self.app.modal_errors)),
            home and home.hash,
        )

    def read(self) -> Iterator[str]:
        return (message.words for message in reversed(self.app.bot_messages))

    def nothing_went_wrong(self, said: str) -> None:
        self._slack.check_no_complaints()
        assert not [what for what in self._slack.doubles if what[0] == self.app.dm], said
        assert self._slack.record.mentions == [], said
        assert self.app.warnings == [], said

    def more_ways_round(self) -> Sequence[Callable[[], Awaitable[None]]]:
        return (
            self._looks_into_a_window,
            self._shares_a_file,
            self._edits,
            self._takes_words_back,
            self._presses_what_is_old,
            self._presses_twice,
            self._clicks_again,
            self._is_heard_twice,
            self._opens_the_home_tab,
            self._goes_on_from_home,
            self._looks_around_at_home,
            self._uses_the_shortcut,
            self._asks_for_what_is_not_there,
            lambda: self.says(self._chance.choice(LOUD)),
        )

    # --- windows -----------------------------------------------------------------------------------

    async def _writes_into_a_window(self, question: Question) -> None:
        """Maybe something wrong first; who sees why may as well give up and close it."""
        await self.presses(WRITE)
        assert self.app.modal is not None, self.screen
        assert self.app.modal.content.get("submit"), self.screen
        if self._chance.random() < 0.4:
            await self._writes_something_wrong(question)
            if self._chance.random() < 0.3:
                await self._closes_the_window()
                return
        words = self.typed(question)
        await self.app.fills(words[: int(question.max or 100)] if question.kind is Kind.TEXT else words)
        await self.does("a window", self._submits())
        assert self.app.modal is None, self.screen

    async def _writes_something_wrong(self, question: Question) -> None:
        before = (await self.place()).state
        words = self._chance.choice(WRONG[question.kind])
        await self.app.fills(words)
        await self.does(f"{words!r} in a window", self._submits())
        assert self.app.modal is not None, self.screen
        assert self.app.modal_errors, f"nothing is said about {words!r}:\n{self.screen}"
        assert (await self.place()).state == before, "a wrong answer was kept"

    async def _submits(self) -> None:
        await self.app.submits()
        await self.colleague.waits()

    async def _closes_the_window(self) -> None:
        before = (await self.place()).state
        await self.app.closes_modal()
        await self.does("a window closed", self.colleague.waits(), is_answered=False)
        assert (await self.place()).state == before

    async def _looks_into_a_window(self) -> None:
        """And answers in the conversation meanwhile; the window comes too late then."""
        if not self.can_press(WRITE):
            return
        question = _open(await self.place())
        await self.presses(WRITE)
        if self._chance.random() < 0.5:
            await self._closes_the_window()
            return
        words = self.typed(question)
        await self.says(words)
        await self.app.fills(words)
        before = (await self.place()).state
        await self.does("a window of before", self._submits())
        assert (await self.place()).state.answers == before.answers, "it answered another question"
        while self.app.modal is not None:
            await self.app.closes_modal()

    # --- their own messages ------------------------------------------------------------------------

    async def _shares_a_file(self) -> None:
        await self.does("a file", self._and_waits(self.app.sends_file()))

    async def _edits(self) -> None:
        own = [message for message in self.app.messages if not message.from_bot]
        if own:
            words = f"Not {own[-1].read}"
            await self.does("an edit", self._and_waits(self.app.edits(words, own[-1])))

    async def _takes_words_back(self) -> None:
        own = [message for message in self.app.messages if not message.from_bot]
        if own:
            deed = self._and_waits(self.app.deletes_message(own[-1]))
            await self._changes_nothing("words taken back", deed)

    async def _is_heard_twice(self) -> None:
        """Slack brings their words once more, and they count once."""
        await self.does("words brought twice", self._and_waits(self._types_and_is_brought_again()))

    async def _types_and_is_brought_again(self) -> None:
        await self.app.types(self._chance.choice(LOUD))
        await self._slack.re_sends_event()

    # --- presses -----------------------------------------------------------------------------------

    async def _presses_what_is_old(self) -> None:
        if self._old:
            await self._uses(self._chance.choice(self._old), is_answered=False)

    async def _presses_twice(self) -> None:
        buttons = [way for way in self._all_ways() if way.letter in "tdsb" and way.control.kind == "button"]
        if buttons:
            way = self._chance.choice(buttons)
            deed = self.app.taps(way.label, message=way.message, times=2)
            await self.does(f"two taps on {way.label!r}", self._and_waits(deed))

    async def _clicks_again(self) -> None:
        """The same as before, a moment later."""
        await self.either("back", "b")
        if self.can_press("t"):
            await self.presses("t")
            await self.does("the same once more", self._and_waits(self.app.re_sends()), is_answered=False)

    async def _uses(self, way: Way, *, is_answered: bool = True) -> None:
        app, message = self.app, way.message
        match way.control.kind:
            case "button":
                deed = app.taps(way.label, message=message)
            case "checkboxes" | "multi_static_select":
                deed = app.ticks(way.label, message=message)
                is_answered = False  # what is ticked is seen without us
            case _:
                deed = app.chooses(way.label, message=message)
        if way.letter == "h":
            is_answered = False  # who asks again sees it already
        whispers = len(app.ephemerals)
        await self.does(f"{way.label!r}", self._and_waits(deed), is_answered=is_answered)
        assert len(app.ephemerals) == whispers, f"{way.label!r} was refused:\n{self.screen}"

    # --- commands, the shortcut, the Home tab ------------------------------------------------------

    async def _commands(self, text: str, channel: str | None) -> None:
        await self.does(f"/checkup {text}", self.colleague.commands(text, channel))

    async def _asks_for_what_is_not_there(self) -> None:
        words = self._chance.choice(("bananas", "start nothing-here", "<@U012AB3CD> & co", "language xx"))
        await self._commands(words, self._chance.choice((None, "general")))

    async def _uses_the_shortcut(self) -> None:
        await self.does("the shortcut", self._and_waits(self.app.uses_shortcut("start_check")))
        assert self.app.modal is not None, "nobody saw where the answer came"
        await self.app.closes_modal()

    async def _opens_the_home_tab(self) -> None:
        await self.does("the Home tab", self.colleague.opens_home(), is_answered=False)
        assert self.app.home is not None

    async def _goes_on_from_home(self) -> None:
        await self._opens_the_home_tab()
        place = await self.place()
        go_on = phrases_for(self._language).desk.home.continue_
        assert go_on in [control.label for control in self._at_home()], self.app.home_screen
        await self.does("Continue at home", self.colleague.taps_home(go_on))
        assert (await self.place()).conversation.id == place.conversation.id
        assert self.alive(QUESTION) == 1, self.screen

    async def _looks_around_at_home(self) -> None:
        """At what is held, what happens to it, and whether reminders come."""
        await self._opens_the_home_tab()
        around = [control.label for control in self._at_home() if control.element.get("value", "")[:1] == "_"]
        words = phrases_for(self._language).desk
        harmless = {words.settings.privacy, words.settings.my_data, words.settings.turn_on,
                    words.settings.turn_off} & {*around}  # fmt: skip
        assert harmless, self.app.home_screen
        label = self._chance.choice(sorted(harmless))
        await self.does(f"{label!r} at home", self.colleague.taps_home(label))

    # --- steps -------------------------------------------------------------------------------------

    async def _and_waits(self, deed: Awaitable[object]) -> None:
        await deed
        await self.colleague.waits()

    async def _changes_nothing(self, said: str, deed: Awaitable[object]) -> None:
        before = (await self.place()).state, self.seen()
        await self.does(said, deed, is_answered=False)
        assert ((await self.place()).state, self.seen()) == before, f"{said} changed something"

    def _all_ways(self) -> list[Way]:
        return [way for message in self.app.controls_alive for way in ways_in(message)]

    def _ways(self, letter: str) -> list[Way]:
        """Those that mean the same kind of thing, of the lowest message that has any."""
        for message in reversed(self.app.controls_alive):
            found = [way for way in ways_in(message) if way.letter == letter]
            if found:
                return found
        return []

    def _at_home(self) -> list[Control]:
        assert self.app.home is not None
        return self.app.home.controls


def ways_in(message: Message) -> Iterator[Way]:
    """All that can be pressed, chosen or ticked in it, from top to bottom."""
    for control in message.controls:
        for option in control.options:
            yield Way(message, control, option_label(option), option["value"])
        if not control.options and not control.url:
            yield Way(message, control, control.label, control.element["value"])


def _open(place: Place) -> Question:
    return place.flow.by_id[place.state.open or ""]
