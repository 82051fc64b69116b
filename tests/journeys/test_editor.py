"""An editor writes, is refused without a credit, mends it, publishes, and plans another article."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.demo import DemoSite
from tests.journeys.conftest import open_desk

SECTION = "from masthead.publishing.models import SectionPage; print(SectionPage.objects.get(slug='world').pk)"


@pytest.fixture
def desk(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(25_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: None if one.url.startswith((site, "data:", "blob:")) else asked.append(one.url))
    open_desk(page)
    yield page
    assert asked == [], "the backstage asked somebody else"
    context.close()


def begin(desk: Page, newsroom: DemoSite, headline: str) -> None:
    """Open a new article, with everything but a picture."""
    desk.goto(f"/backstage/pages/add/publishing/articlepage/{newsroom.run(SECTION).strip()}/")
    desk.locator("#id_title").fill(headline)
    desk.locator("#id_standfirst").fill("It sailed at noon, with eleven aboard.")
    desk.get_by_role("button", name="Add Byline").click()
    desk.get_by_role("button", name="Choose a page (Author page)").click()
    modal = desk.locator(".modal-dialog")
    modal.get_by_label("Search term").fill("Ailo")
    modal.get_by_role("link", name="Ailo Brask").first.click()
    expect(modal).to_be_hidden()
    desk.get_by_role("button", name="Insert a block").first.click()
    desk.get_by_role("option", name="Paragraph").click()
    desk.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    desk.keyboard.type("The ferry sailed at noon.")
    # The editor hands its words to the form a quarter of a second after the last key.
    expect(desk.locator("input[name^=body-][name$='value-text']")).to_have_value(re.compile("noon"))
    desk.get_by_role("button", name="Save draft").click()
    desk.wait_for_url("**/edit/")


def press(desk: Page, name: str) -> None:
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name=name, exact=True).click()


def test_an_editor_is_refused_without_a_credit_and_then_publishes(desk: Page, newsroom: DemoSite, tmp_path: Path):
    file = tmp_path / "ferry.jpg"
    Image.new("RGB", (1600, 1000), (40, 90, 140)).save(file)
    begin(desk, newsroom, "The ferry is back")
    desk.get_by_role("button", name="Choose an image").click()
    modal = desk.locator(".modal-dialog")
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type=file]").set_input_files(file)
    modal.get_by_label("Title").fill("The ferry at the quay")
    modal.get_by_label("Alternative text").fill("A ferry lies at a quay.")
    modal.get_by_role("button", name="Upload").click()
    expect(modal).to_be_hidden()

    press(desk, "Publish")
    expect(desk.locator(".error-message").first).to_contain_text("has no credit")
    expect(desk.locator("#id_title")).to_have_value("The ferry is back")
    expect(desk.locator("[data-contentpath=body] [contenteditable=true]").first).to_have_text(
        "The ferry sailed at noon."
    )
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messages")).to_contain_text("has no credit")
    draft = desk.url

    desk.goto("/backstage/images/")
    desk.get_by_role("link", name=re.compile("The ferry at the quay")).first.click()
    desk.get_by_label("Credit").fill("Ailo Brask")
    desk.get_by_role("button", name="Save").click()
    desk.goto(draft)
    press(desk, "Publish")
    expect(desk.locator(".messages")).to_contain_text("published")

    desk.goto("/")
    desk.get_by_role("link", name="The ferry is back").first.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("The ferry is back")
    expect(desk.locator("picture img").first).to_have_attribute("alt", "A ferry lies at a quay.")


def test_an_editor_plans_an_article_and_sees_it_appear(desk: Page, newsroom: DemoSite, site: str):
    begin(desk, newsroom, "The ferry sails again tomorrow")
    desk.get_by_role("button", name="Toggle status").click()
    desk.get_by_role("button", name="Set schedule").click()
    # The clock of the schedule knows minutes; the next but one is far enough to be seen waiting.
    soon = datetime.now().astimezone().replace(second=0) + timedelta(minutes=2)
    desk.get_by_label("Go live date/time").fill(f"{soon.astimezone(tz=None):%Y-%m-%d %H:%M}")
    dialog = desk.get_by_role("dialog", name=re.compile("schedul"))
    # The calendar may lie over the button, which no hurry of the test can move.
    dialog.get_by_role("button", name="Save schedule").evaluate("button => button.click()")
    expect(dialog).to_be_hidden()
    press(desk, "Schedule to publish")
    expect(desk.locator(".messages")).to_contain_text("scheduled")
    address = "/world/the-ferry-sails-again-tomorrow/"
    assert desk.request.get(address).status == 404
    until = datetime.now().astimezone() + timedelta(seconds=240)
    while desk.request.get(address).status == 404:
        assert datetime.now().astimezone() < until, "the planned article did not appear"
        desk.wait_for_timeout(1000)
    desk.goto("/")
    expect(desk.get_by_role("link", name="The ferry sails again tomorrow").first).to_be_visible()
