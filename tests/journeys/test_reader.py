"""A reader meets the reference page: reads, opens a chain, talks, votes, and looks around."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.demo import DemoSite
from tests.journeys.conftest import REFERENCE


def write(page: Page, words: str) -> None:
    page.get_by_label("Your comment").first.fill(words)
    page.get_by_role("button", name="Post comment").first.click()


def test_a_reader_opens_a_chain(page: Page):
    page.goto(REFERENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Talks without them")
    chain = page.locator("details.source").filter(has_text="spokesman").first
    expect(chain).to_contain_text("agency")
    expect(chain.get_by_text("in its evening bulletin")).to_be_hidden()
    chain.locator("summary").click()
    expect(chain.get_by_text("in its evening bulletin")).to_be_visible()


def test_the_meter_says_what_it_means(page: Page):
    page.goto(REFERENCE)
    meter = page.locator(".meter")
    for label in ("0 $", "2,500 $", "5,000 $", "100 $"):
        expect(meter.get_by_text(label, exact=True).first).to_be_visible()
    expect(meter).to_contain_text("100 $ of 5,000 $ this month, from 3 readers, after refunds")


def test_a_guest_without_a_name_comments_edits_replies_and_deletes(page: Page, scripted: bool):
    page.goto(REFERENCE)
    write(page, "The board is under *snow*, says the last line.")
    mine = page.locator("article.comment").filter(has_text="The board is under snow, says the last line.")
    expect(mine).to_have_count(1)
    expect(mine).to_contain_text("Anonymous reader")
    if scripted:
        count = page.locator("#discussion-count").inner_text().split()[0]
        expect(page.locator(".bubble-count")).to_have_text(count)
    mine.get_by_role("link", name="Edit").or_(mine.get_by_role("button", name="Edit")).click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    page.get_by_label("Your comment").last.fill("The board is under two metres of snow.")
    page.get_by_role("button", name="Save").click()
    changed = page.locator("article.comment").filter(has_text="under two metres of snow")
    expect(changed).to_have_count(1)

    page.goto(REFERENCE)
    told = page.locator("article.comment").filter(has_text="under two metres of snow").first
    expect(told).to_be_visible()
    told.get_by_role("link", name="Reply").first.click()
    expect(page.get_by_text("In reply to Anonymous reader").last).to_be_visible()
    page.get_by_label("Your comment").last.fill("A reply to what I said about the snow.")
    page.get_by_role("button", name="Post comment").last.click()
    answer = page.locator("article.comment").filter(has_text="A reply to what I said about the snow.").last
    expect(answer).to_be_visible()
    answer.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("A reply to what I said about the snow.")).to_have_count(0)


def test_a_guest_votes_and_undoes_it(page: Page):
    page.goto(REFERENCE)
    comment = page.locator("article.comment").filter(has_text="Forty thousand dollars does not build a garage").first
    score = comment.locator("data.score").first
    before = int(score.get_attribute("value") or "")
    comment.get_by_role("button", name="Vote up").first.click()
    voted = page.locator("article.comment").filter(has_text="Forty thousand dollars does not build a garage").first
    expect(voted.locator("data.score").first).to_have_attribute("value", str(before + 1))
    voted.get_by_role("button", name=re.compile("undo", re.IGNORECASE)).first.click()
    undone = page.locator("article.comment").filter(has_text="Forty thousand dollars does not build a garage").first
    expect(undone.locator("data.score").first).to_have_attribute("value", str(before))


def test_a_reader_sorts_the_discussion(page: Page):
    page.goto(REFERENCE)
    orders = page.locator("nav.order")
    expect(orders.locator("[aria-current]")).to_have_text("Newest")
    for name, first in (("Oldest", "Forty thousand dollars"), ("Most Voted", "I licked the stamps")):
        orders.get_by_role("link", name=name).click()
        expect(page.locator("nav.order [aria-current]")).to_have_text(name)
        expect(page.locator("article.comment").first).to_contain_text(first)


@pytest.fixture(scope="module")
def long_thread(newsroom: DemoSite) -> str:
    """A discussion of several pages, and the address of its whole."""
    newsroom.run('from masthead.project.seeding import seed; seed(comments=200, slug="four-rivets")')
    return "/water/four-rivets/discussion/"


def test_a_reader_goes_to_a_deeper_page_and_to_more_replies(page: Page, long_thread: str):
    page.goto(f"{long_thread}?sort=oldest")
    seen = page.locator("article.comment").first.get_attribute("id")
    page.get_by_role("link", name=re.compile("More comments")).click()
    expect(page.locator(f"#{seen}")).to_have_count(0)
    expect(page.locator("article.comment").first).to_be_visible()


def test_a_reader_filters_inline_feedbacks_and_ends_it(page: Page):
    page.goto(REFERENCE)
    everything = page.locator("article.comment").count()
    page.get_by_role("link", name="Inline Feedbacks").click()
    expect(page.locator("article.comment").filter(has_text="Forty thousand dollars")).to_have_count(0)
    expect(page.locator("article.comment").filter(has_text="I licked the stamps myself")).to_have_count(1)
    assert page.locator("article.comment").count() < everything
    page.get_by_role("link", name="View all comments").click()
    expect(page.locator("article.comment").filter(has_text="Forty thousand dollars")).not_to_have_count(0)


def test_the_bubble_leads_to_the_discussion_and_its_prompt_closes_for_good(page: Page, scripted: bool):
    page.goto(REFERENCE)
    bubble = page.locator(".bubble")
    if not scripted:
        expect(bubble.get_by_role("link")).to_have_attribute("href", re.compile("#discussion|#comment"))
        return
    page.locator("#discussion").scroll_into_view_if_needed()
    expect(bubble.get_by_text("Would love your thoughts, please comment.")).to_be_visible()
    bubble.get_by_role("button", name=re.compile("close", re.IGNORECASE)).click()
    expect(bubble.get_by_text("Would love your thoughts, please comment.")).to_be_hidden()
    page.reload()
    page.locator("#discussion").scroll_into_view_if_needed()
    expect(bubble.get_by_role("link")).to_be_visible()
    expect(bubble.get_by_text("Would love your thoughts, please comment.")).to_be_hidden()


def test_no_public_page_sets_a_cookie(page: Page):
    for address in ("/", "/world/", REFERENCE, f"{REFERENCE}discussion/", "/support/"):
        page.goto(address)
    assert page.context.cookies() == []


@pytest.mark.parametrize("scripted", [True])
def test_the_bubble_does_not_step_before_a_button_that_is_being_pressed(page: Page):
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(REFERENCE)
    page.locator("#discussion").scroll_into_view_if_needed()
    expect(page.locator(".bubble-prompt")).to_be_visible()
    page.get_by_label("Your comment").first.fill("Pressed slowly.")
    button = page.get_by_role("button", name="Post comment").first
    button.evaluate("button => window.scrollBy(0, button.getBoundingClientRect().bottom - innerHeight + 30)")
    place = button.bounding_box()
    assert place
    page.mouse.move(place["x"] + place["width"] - 20, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(400)  # a slow finger
    page.mouse.up()
    expect(page.locator("article.comment").filter(has_text="Pressed slowly.")).to_have_count(1)
