"""The report page in Chromium, as people meet it.

1. It is whole without JavaScript, and with it nothing else happens: no request to anywhere, no word on the
   console, no script that hostile texts bring along.
2. Nobody has to scroll sideways, from 320 pixels on; wide tables scroll by themselves, and show the newest.
3. With the keyboard alone everything can be reached, and one sees where one is.
4. axe finds nothing to fault, in light and dark, narrow and wide, left to right and right to left.
5. On paper nothing is cut off.
"""

from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from bot.present.phrases.report_page import LANGUAGES
from bot.reports.page import told_page
from tests.reports.page.browser import Site, browsing, looking
from tests.reports.page.cases import pages

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAGES = pages()
WIDTHS = (320, 390, 768, 1280)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[Site]:
    told = {f"told-{code}": told_page(words.instead.expired, code) for code, words in LANGUAGES.items()}
    async with Site({**PAGES, **told}).open() as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
async def test_nothing_is_fetched_nothing_is_said_nothing_runs(
    browser: Browser, site: Site, name: str
) -> None:
    async with looking(browser, f"{site.address}/{name}") as visit:
        await visit.page.wait_for_timeout(50)
        own = [one for one in visit.asked if not one.endswith("/favicon.ico")]
        assert own == [f"{site.address}/{name}"]
        assert [one for one in visit.said if "favicon" not in one] == []
        assert await visit.page.locator("script, iframe, object, embed, img, link, form").count() == 0
        assert await visit.page.locator("[style], [onclick], [onerror], [onload]").count() == 0


async def test_it_is_the_same_without_javascript(browser: Browser, site: Site) -> None:
    texts = []
    for javascript in (True, False):
        async with looking(browser, f"{site.address}/health", java_script_enabled=javascript) as visit:
            texts.append(await visit.page.locator("main").inner_text())
            assert await visit.page.locator("table.heat td").first.is_visible()
            assert await visit.page.locator("svg.trend").first.is_visible()
    assert texts[0] == texts[1]
    assert "Talk about this first" in texts[0]


@pytest.mark.parametrize("name", PAGES)
async def test_nobody_scrolls_sideways(browser: Browser, site: Site, name: str) -> None:
    async with looking(browser, f"{site.address}/{name}") as visit:
        for width in WIDTHS:
            await visit.page.set_viewport_size({"width": width, "height": 900})
            widest, visible = await visit.page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            assert widest <= visible, width


@pytest.mark.parametrize(("name", "side"), [("long", "right"), ("long-arabic", "left")])
async def test_a_long_history_shows_its_newest_round_and_whose_row_it_is(
    browser: Browser, site: Site, name: str, side: str
) -> None:
    async with looking(browser, f"{site.address}/{name}", width=390) as visit:
        box = await visit.page.locator(".scroll.newest").bounding_box()
        newest = await visit.page.locator("table.heat thead th").last.bounding_box()
        title = await visit.page.locator("table.heat tbody th").first.bounding_box()
        assert box
        assert newest
        assert title
        for one in (newest, title):
            assert one["x"] >= box["x"] - 1
            assert one["x"] + one["width"] <= box["x"] + box["width"] + 1
        assert (newest["x"] > title["x"]) == (side == "right")


async def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, site: Site) -> None:
    async with looking(browser, f"{site.address}/health", width=390) as visit:
        page = visit.page
        await page.keyboard.press("Tab")
        assert await _focused(page) == "Skip to the report"
        assert await page.locator(".skip").is_visible()
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "report"
        reached = []
        for _ in range(200):
            await page.keyboard.press("Tab")
            name = await _focused(page)
            if name == "":
                break
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid", name
            reached.append(name)
        assert "All areas over time" in reached
        assert reached[-2:] == ["Table (CSV)", "Data (JSON)"]
        every = await page.locator("main a, main [tabindex='0']").count()
        assert len(reached) == every


async def test_the_wide_table_scrolls_by_keyboard(browser: Browser, site: Site) -> None:
    async with looking(browser, f"{site.address}/long", width=390) as visit:
        await visit.page.locator(".scroll.newest").focus()
        before = await visit.page.evaluate("document.activeElement.scrollLeft")
        for _ in range(5):
            await visit.page.keyboard.press("ArrowLeft")
        await visit.page.wait_for_timeout(400)
        assert await visit.page.evaluate("document.activeElement.scrollLeft") < before


@pytest.mark.parametrize("name", PAGES)
async def test_axe_finds_nothing(browser: Browser, site: Site, name: str) -> None:
    async with looking(browser, f"{site.address}/{name}", bypass_csp=True) as visit:
        await _without_faults(visit.page)
        await visit.page.set_viewport_size({"width": 320, "height": 700})
        await visit.page.emulate_media(color_scheme="dark")
        await _without_faults(visit.page)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing_on_pages_that_stand_instead(
    browser: Browser, site: Site, language: str
) -> None:
    async with looking(browser, f"{site.address}/told-{language}", bypass_csp=True) as visit:
        await _without_faults(visit.page)
        assert await visit.page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("name", PAGES)
async def test_headings_go_down_step_by_step(browser: Browser, site: Site, name: str) -> None:
    async with looking(browser, f"{site.address}/{name}") as visit:
        levels: list[int] = await visit.page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


async def test_dark_is_dark_and_light_is_light(browser: Browser, site: Site) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        async with looking(browser, f"{site.address}/health", color_scheme=scheme) as visit:
            colour = await visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
            brightness[scheme] = sum(int(part) for part in colour.strip("rgb()").split(","))
    assert brightness["light"] > 700
    assert brightness["dark"] < 120


async def test_whoever_wants_no_motion_gets_none(browser: Browser, site: Site) -> None:
    for motion, smooth in (("reduce", "auto"), ("no-preference", "smooth")):
        async with looking(browser, f"{site.address}/health", reduced_motion=motion) as visit:
            behaviour = await visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
            assert behaviour == smooth


@pytest.mark.parametrize("name", ["health", "long", "arabic", "long-words", "named"])
async def test_on_paper_nothing_is_cut_off_and_dark_stays_on_the_screen(
    browser: Browser, site: Site, name: str
) -> None:
    async with looking(browser, f"{site.address}/{name}", width=688, color_scheme="dark") as visit:
        page = visit.page  # A4 without its margins: 182 mm
        await page.emulate_media(media="print")
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not await page.locator(".downloads").is_visible()
        cut = await page.evaluate(
            """[...document.querySelectorAll('table, .card, svg')].filter(one => {
                const box = one.getBoundingClientRect();
                return box.width && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
            }).map(one => one.className.baseVal ?? one.className)"""
        )
        assert cut == []
        pdf = await page.pdf(prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF-")


async def test_hostile_words_are_only_words(browser: Browser, site: Site) -> None:
    async with looking(browser, f"{site.address}/hostile") as visit:
        page = visit.page
        assert await page.evaluate("window.hacked === undefined")
        heading = await page.locator("h1").inner_text()
        assert heading == "<script>window.hacked = 1</script> evil"
        assert "\u202e" not in await page.content()
        comments = await page.locator(".comments li").all_inner_texts()
        assert "<img src=x onerror='window.hacked = 2'>" in comments
        assert "</style><b>bold</b>" in comments
        assert await page.locator("b:not(td b)").count() == 0
        assert await page.title() == "<script>window.hacked = 1</script> evil: Team health, Round 8"


async def test_arabic_runs_from_right_to_left(browser: Browser, site: Site) -> None:
    async with looking(browser, f"{site.address}/arabic") as visit:
        page = visit.page
        assert await page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        first = await page.locator("table.heat thead th").first.bounding_box()
        last = await page.locator("table.heat thead th").last.bounding_box()
        assert first
        assert last
        assert first["x"] > last["x"]
        # the flow speaks English: its words say so
        assert await page.locator("h3 bdi[lang=en]").count() > 5


async def _focused(page: Page) -> str:
    name: str = await page.evaluate(
        """(() => { const one = document.activeElement;
            if (!one || one === document.body) return '';
            const by = one.getAttribute('aria-labelledby');
            return (by ? document.getElementById(by) : one).innerText.trim() || '?'; })()"""
    )
    return name


async def _without_faults(page: Page) -> None:
    found: Any = await Axe().run(page, options={"resultTypes": ["violations"]})
    faults = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found.response["violations"]
    ]
    assert faults == []
