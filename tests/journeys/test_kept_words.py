"""Words that a reader typed are not lost, and a refusal says why, when script spares the reload."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ARTICLE = "/water/four-rivets/"
DRAFTS = (
    "() => Object.entries(localStorage).filter(([key]) => key.startsWith('masthead-draft')).map(([, words]) => words)"
)
pytestmark = pytest.mark.parametrize("scripted", [True], ids=["with script"])


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """A page that may be refused something."""
    tab = context.new_page()
    tab.goto(ARTICLE)
    return tab


def drafts(tab: Page) -> list[str]:
    return list(tab.evaluate(DRAFTS))


def test_words_that_the_server_did_not_take_are_kept(tab: Page):
    tab.get_by_label("Your comment").fill("Typed with care.")
    tab.route("**/discussion/", lambda route: route.abort())
    tab.get_by_role("button", name="Post comment").click()
    expect(tab.locator("#discussion-status")).to_contain_text("did not answer")
    assert drafts(tab) == ["Typed with care."]
    tab.unroute("**/discussion/")
    tab.reload()
    expect(tab.get_by_label("Your comment")).to_have_value("Typed with care.")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.get_by_role("region", name="Preview")).to_be_visible()
    assert drafts(tab) == ["Typed with care."]
    tab.get_by_role("button", name="Post comment").click()
    expect(tab.locator("#discussion-status")).to_have_text("Your comment is posted.")
    assert drafts(tab) == []


def test_the_page_after_a_plain_post_lets_the_draft_go(tab: Page):
    tab.get_by_label("Your comment").fill("Posted  by a plain form. ")
    assert drafts(tab) == ["Posted  by a plain form. "]
    with tab.expect_navigation(url="**/yours/"):
        tab.evaluate("() => document.querySelector('#comment-form').submit()")
    assert drafts(tab) == []


def test_a_refusal_to_edit_is_said_in_the_page(tab: Page):
    tab.get_by_label("Your comment").fill("Mine, for fifteen minutes.")
    tab.get_by_role("button", name="Post comment").click()
    mine = tab.locator("article.comment").filter(has_text="Mine, for fifteen minutes.")
    expect(mine).to_be_visible()
    tab.context.clear_cookies()  # now it is somebody else's
    mine.get_by_role("link", name="Edit").click()
    expect(tab.locator("#discussion-status")).to_contain_text("was not written from this browser")
    expect(mine).to_contain_text("Mine, for fifteen minutes.")
