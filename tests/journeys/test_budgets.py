"""What a first visit to an article with 200 comments costs a reader: bytes, requests, and nothing that jumps."""

import pytest
from playwright.sync_api import Browser, Request

from tests.demo import DemoSite

BYTES = 90 * 1024
SCRIPT_BYTES = 24 * 1024
REQUESTS = 8
SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(sum), 1500);
})"""


@pytest.fixture(scope="module")
def talked_about(newsroom: DemoSite) -> str:
    """The address of an article with 200 comments."""
    newsroom.run('from masthead.project.seeding import seed; seed(comments=200, slug="seven-questions-one-answer")')
    return "/power/seven-questions-one-answer/"


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_a_first_visit_stays_within_the_budgets(chromium: Browser, site: str, talked_about: str, width: int):
    context = chromium.new_context(base_url=site, viewport={"width": width, "height": 900})
    page = context.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda one: done.append(one))  # noqa: PLW0108 - Playwright marks its handlers
    page.goto(talked_about, wait_until="networkidle")
    shift = page.evaluate(SHIFTS)
    counted = [one for one in done if one.resource_type != "image"]
    sizes = {one.url: one.sizes()["responseBodySize"] + one.sizes()["responseHeadersSize"] for one in counted}
    scripts = sum(sizes[one.url] for one in counted if one.resource_type == "script")
    print(width, {url.rsplit("/", 1)[-1] or "html": size for url, size in sizes.items()}, "shift", shift)
    assert page.locator("article.comment").count() >= 50
    assert len(counted) <= REQUESTS
    assert sum(sizes.values()) <= BYTES
    assert scripts <= SCRIPT_BYTES
    assert shift < 0.01
    context.close()
