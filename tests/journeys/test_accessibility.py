"""axe, the Nu HTML checker and the keyboard on every kind of page."""

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import tools
from tests.journeys.conftest import REFERENCE

PAGES = {
    "front": "/",
    "section": "/world/",
    "article": REFERENCE,
    "article without a picture or a discussion": "/power/who-may-ring-the-fire-bell/",
    "discussion": f"{REFERENCE}discussion/",
    "inline filter": f"{REFERENCE}?inline=1",
    "support": "/support/",
    "sign-in": "/backstage/login/",
    "bylines": "/people/",
    "author": "/people/ailo-brask/",
    "about": "/about/",
    "not found": "/no/such/page/",
}
WIDTHS = {"phone": 390, "desk": 1440}


def violations(page: Page) -> list[str]:
    tools.need(tools.AXE.exists(), "axe is missing (Node was not there), so the pages were not checked by it.")
    page.evaluate(tools.AXE.read_text())
    found = page.evaluate(
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(chromium: Browser, site: str, address: str, width: int, scheme: str):
    page = chromium.new_page(base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_axe_finds_nothing_with_a_chain_open_and_a_form_in_error(chromium: Browser, site: str, width: int, scheme: str):
    page = chromium.new_page(base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(REFERENCE)
    for summary in page.locator("details.source > summary").all():
        summary.click()
    assert violations(page) == []
    page.get_by_role("button", name="Post comment").first.click()
    expect(page.locator(".field-error, .error").first).to_be_visible()
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_nothing_sticks_out_sideways(chromium: Browser, site: str, address: str, width: int):
    page = chromium.new_page(base_url=site, viewport={"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_html_checker_finds_no_error(site: str, tmp_path: Path):
    tools.need(tools.NU.exists() and tools.java(), "Java or the Nu checker is missing, so the HTML was not checked.")
    files = []
    for name, address in PAGES.items():
        if address.startswith("/backstage/"):
            continue  # Wagtail's markup
        file = tmp_path / f"{name.replace(' ', '-')}.html"
        file.write_bytes(fetch(site + address))
        files.append(str(file))
    answer = subprocess.run(
        ["java", "-jar", str(tools.NU), "--format", "json", "--stdout", *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    messages = json.loads(answer.stdout)["messages"]
    assert [f"{m['url'].rsplit('/')[-1]}: {m['message']}" for m in messages if m["type"] == "error"] == []


def fetch(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.read()
