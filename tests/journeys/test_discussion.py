"""What script spares a reader in a discussion: the reload, the lost place, the lost words."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import REFERENCE

ARTICLE = "/water/four-rivets/"
pytestmark = pytest.mark.parametrize("scripted", [True], ids=["with script"])


def stay(page: Page) -> None:
    """Leave something in the page that a reload would take away."""
    page.evaluate("() => { window.stayed = true; }")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("() => window.stayed === true"))


def test_a_comment_comes_into_the_page_and_is_said_aloud(page: Page):
    page.goto(ARTICLE)
    stay(page)
    page.get_by_label("Your comment").fill("It came without a reload.")
    page.get_by_role("button", name="Post comment").press("Enter")
    expect(page.locator("article.comment").first).to_contain_text("It came without a reload.")
    expect(page.locator("#discussion-status")).to_have_text("Your comment is posted.")
    expect(page.get_by_label("Your comment")).to_have_value("")
    expect(page.get_by_role("button", name="Post comment")).to_be_focused()
    assert has_stayed(page)


def test_a_preview_and_a_reply_stand_where_they_belong(page: Page):
    page.goto(ARTICLE)
    stay(page)
    answered = page.locator("article.comment").first
    number = (answered.get_attribute("id") or "").removeprefix("comment-")
    answered.get_by_role("link", name="Reply").click()
    form = page.locator(f"#comment-form-{number}")
    expect(form.get_by_label("Your comment")).to_be_focused()
    form.get_by_label("Your comment").fill("I saw *that*.")
    form.get_by_role("button", name="Preview").click()
    expect(form.get_by_role("region", name="Preview")).to_contain_text("I saw that.")
    expect(form.get_by_label("Your comment")).to_have_value("I saw *that*.")
    form.get_by_role("button", name="Post comment").click()
    reply = page.locator("article.comment").filter(has_text="I saw that.")
    expect(reply).to_be_focused()
    expect(form).to_have_count(0)
    assert has_stayed(page)


def test_a_vote_keeps_the_focus_and_can_be_undone(page: Page):
    page.goto(ARTICLE)
    stay(page)
    up = page.get_by_role("button", name="Vote up").last
    up.press("Enter")
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(up).to_be_focused()
    page.get_by_role("button", name="Undo vote").click()
    expect(up).to_have_attribute("aria-pressed", "false")
    assert has_stayed(page)


def test_after_a_reload_the_reader_s_own_is_there_again(page: Page):
    page.goto(ARTICLE)
    page.get_by_label("Your comment").fill("Mine, and still mine.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("article.comment").first).to_contain_text("Mine, and still mine.")
    page.get_by_role("button", name="Vote down").first.click()
    expect(page.get_by_role("button", name="Undo vote")).to_be_visible()
    page.reload()
    mine = page.locator("article.comment").filter(has_text="Mine, and still mine.").first
    expect(mine.get_by_role("link", name="Edit")).to_be_visible()
    expect(mine.get_by_role("button", name="Vote up")).to_have_count(0)
    expect(page.get_by_role("button", name="Vote down").first).to_have_attribute("aria-pressed", "true")
    mine.get_by_role("link", name="Edit").click()
    changed = page.locator("article.comment").first
    changed.get_by_label("Your comment").fill("Mine, and better.")
    changed.get_by_role("button", name="Preview").click()
    expect(changed.get_by_role("region", name="Preview")).to_contain_text("Mine, and better.")
    changed.get_by_role("button", name="Save").click()
    expect(page.locator("article.comment").first).to_contain_text("Mine, and better.")


def test_a_browser_that_never_acted_asks_nothing(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/yours/" in request.url else None)
    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_an_order_has_its_address_and_the_way_back(page: Page):
    page.goto(REFERENCE)
    stay(page)
    page.get_by_role("link", name="Most Voted").click()
    expect(page.locator("nav.order [aria-current]")).to_have_text("Most Voted")
    expect(page.get_by_role("link", name="Most Voted")).to_be_focused()
    assert "sort=most-voted" in page.url
    assert has_stayed(page)
    page.go_back()
    expect(page.locator("nav.order [aria-current]")).to_have_text("Newest")


def test_words_that_were_not_posted_survive_a_reload(page: Page):
    page.goto(ARTICLE)
    page.get_by_label("Your comment").fill("Half a thought")
    page.reload()
    expect(page.get_by_label("Your comment")).to_have_value("Half a thought")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("article.comment").first).to_contain_text("Half a thought")
    page.reload()
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_selected_words_become_a_quotation_that_links_back(page: Page):
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
          const paragraph = document.querySelector(".prose p");
          const range = document.createRange();
          range.setStart(paragraph.firstChild, 0);
          range.setEnd(paragraph.firstChild, Math.min(40, paragraph.firstChild.length));
          const selection = document.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }"""
    )
    page.get_by_role("button", name="Quote this").click()
    field = page.get_by_label("Your comment")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"^> .{10,}"))
    page.keyboard.type("That is what it says.")
    page.get_by_role("button", name="Post comment").click()
    link = page.locator("article.comment").first.get_by_role("link", name="from the article")
    expect(link).to_have_attribute("href", re.compile(r"^/water/four-rivets/#:~:text="))


def test_a_refusal_stands_in_the_form_with_the_words_kept(chromium: Browser, site: str, scripted: bool):
    page = chromium.new_page(base_url=site)  # the browser itself reports a refusal as an error
    page.goto(ARTICLE)
    stay(page)
    page.get_by_label("Your comment").fill("long " * 1700)
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".error")).to_contain_text("8,000 are the most")
    expect(page.get_by_label("Your comment")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your comment")).to_be_focused()
    assert len(page.get_by_label("Your comment").input_value()) > 8000
    assert has_stayed(page)
    page.close()
