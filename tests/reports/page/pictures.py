"""Makes docs/report.png anew: the upper part of a report page, as the README shows it.

Run: python -m tests.reports.page.pictures
"""

import asyncio
from pathlib import Path
from typing import Final

from tests.reports.page.browser import Site, browsing, looking
from tests.reports.page.cases import page
from tests.reports.page.made import team_health

DOCS: Final = Path(__file__).parents[3] / "docs"
WIDTH, HEIGHT = 1120, 1475
"""Down to the end of the map of all areas."""


async def main() -> None:
    """Looks at the page in light, and keeps what is seen first."""
    async with (
        browsing() as browser,
        Site({"report": page(team_health().material())}).open() as site,
        looking(browser, f"{site.address}/report", width=WIDTH) as visit,
    ):
        await visit.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        await visit.page.screenshot(path=DOCS / "report.png")


if __name__ == "__main__":
    asyncio.run(main())
