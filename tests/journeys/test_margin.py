"""At the desk a chain opens down the margin: the text stays, and only what would be covered makes way."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import REFERENCE

pytestmark = pytest.mark.browser

PLACES = """() => {
  const at = (names, edge) => [...document.querySelectorAll(names)].map(
    e => Math.round(e.getBoundingClientRect()[edge] + scrollY));
  return {text: at('.prose, .foot, .call, #discussion', 'top'), lines: at('.source, .asks', 'top'),
          open: at('.source[open] .chain', 'bottom')};
}"""


def places(page: Page) -> dict[str, list[float]]:
    page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return dict(page.evaluate(PLACES))


@pytest.fixture
def desk(chromium: Browser, site: str) -> Page:
    page = chromium.new_page(base_url=site, viewport={"width": 1440, "height": 900})
    page.goto(REFERENCE)
    return page


def test_opening_a_chain_moves_no_text_and_only_the_lines_it_would_cover(desk: Page):
    before = places(desk)
    summaries = desk.locator("details.source > summary")
    summaries.nth(1).click()
    opened = places(desk)
    assert opened["text"] == before["text"]
    assert opened["lines"][:2] == before["lines"][:2]
    assert opened["lines"][2] >= opened["open"][0]
    assert opened["lines"][-1] == before["lines"][-1]

    summaries.nth(1).click()
    assert places(desk) == before
    desk.close()


def test_the_number_in_the_text_opens_its_chain_where_the_reader_is(desk: Page):
    number = desk.locator("a.claim-key").nth(1)
    number.scroll_into_view_if_needed()
    scrolled = desk.evaluate("scrollY")
    number.click()
    assert desk.locator("details.source").nth(1).get_attribute("open") is not None
    assert desk.evaluate("scrollY") == scrolled
    assert desk.evaluate("document.activeElement.tagName") == "SUMMARY"
    desk.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_shifts_while_a_page_loads(chromium: Browser, site: str, width: int):
    page = chromium.new_page(base_url=site, viewport={"width": width, "height": 900})
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shifted += e.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in ("/", "/world/", REFERENCE):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shifted") == 0, address
    page.close()
