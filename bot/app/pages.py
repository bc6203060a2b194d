"""The pages of reports."""

from bot.app.ground import Ground
from bot.app.part import Part
from bot.clock import new_id, now
from bot.turn.teams.links import PURPOSE
from bot.web.report import ReportWorld, report_routes


def pages(ground: Ground) -> Part:
    """Their addresses; links of them are signed with whatever key we had when they were made."""
    database = ground.database
    keys = database.keys.derived(PURPOSE)
    world = ReportWorld(database, ground.library, now, keys, new_id, ground.settings.admins)
    return Part(report_routes(world))
