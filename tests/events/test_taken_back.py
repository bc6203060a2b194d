"""A consent that was taken back in another conversation: what comes to rest afterwards is no lead."""

from bot.engine.inputs import Pause, Skip, Stop, Typed
from bot.engine.state import Status
from bot.store.database import Database
from tests.events.business import SHOP, Customer, told
from tests.turn.someone import library

OTHER = SHOP.replace("flow: shop", "flow: other")
MORE = SHOP + '  - {ask: last, text: {en: "One more?", de: "Noch etwas?"}, scale: yes_no}\n'


async def says(ana: Customer, *words: str) -> None:
    for word in ("yes", "office", "3"):
        await ana.sends(Typed(word))
    await ana.sends(Skip())
    for word in words:
        await ana.sends(Typed(word))


async def test_before_it_came_to_a_lead(database: Database) -> None:
    ana = Customer(database, library(MORE, OTHER))
    await ana.starts("shop")
    await says(ana, "yes", "ana@example.com")
    await ana.sends(Pause())
    await ana.starts("other")
    await says(ana, "no")
    assert len(await told(database, "consent.withdrawn")) == 1
    await ana.sends(Stop(), flow="shop")
    assert ana.turn.state is not None
    assert (ana.turn.state.status, ana.turn.state.open) == (Status.STOPPED, "last")
    assert await told(database, "lead.given") == []


async def test_given_anew_in_the_first_it_is_a_lead(database: Database) -> None:
    """It is the last word that counts."""
    ana = Customer(database, library(MORE, OTHER))
    await ana.starts("other")
    await says(ana, "no")
    await ana.starts("shop")
    await says(ana, "yes", "ana@example.com")
    await ana.sends(Stop())
    (lead,) = await told(database, "lead.given")
    assert lead.data["profile"] == {"email": "ana@example.com"}
