"""The API through which the rest of the business reads."""

from bot.app.ground import Ground
from bot.app.part import Part
from bot.clock import now
from bot.web.api.bearers import Uses
from bot.web.api.cursors import PURPOSE, Cursors
from bot.web.api.routes import ApiWorld, api_routes


def api(ground: Ground) -> Part:
    """Its addresses. It is there wherever the web server is, and answers nobody without a token."""
    database = ground.database
    uses = Uses(database)
    world = ApiWorld(database, ground.library, now, Cursors(database.keys.derived(PURPOSE)), uses)
    return Part(api_routes(world), {"api tokens": uses.run}, uses.stop)
