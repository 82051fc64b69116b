"""The whole reference page by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import REFERENCE

FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  return {tag: e.tagName, name: (e.getAttribute('aria-label') || e.innerText || e.name || '').trim(),
          visible: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2};
}"""


def tab_to(page: Page, name: str, *, tag: str = "", most: int = 400) -> dict[str, object]:
    """Press Tab until the focus is on what bears this name; each stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["visible"], f"the focus on {focused} is not seen"
        if name in str(focused["name"]) and tag in {"", focused["tag"]}:
            return dict(focused)
    raise AssertionError(f"{name} was not reached by the keyboard")


def test_a_reader_uses_the_page_by_keyboard_alone(page: Page, scripted: bool):
    page.goto(REFERENCE)
    page.keyboard.press("Tab")
    assert "Skip" in str(page.evaluate(FOCUSED)["name"])
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") if scripted else True

    tab_to(page, "Support The Skerry")
    tab_to(page, "spokesman", tag="SUMMARY")
    page.keyboard.press("Enter")
    expect(page.locator("#source-2").get_by_text("in its evening bulletin")).to_be_visible()

    tab_to(page, "body", tag="TEXTAREA")
    page.keyboard.type("Written without a mouse.")
    tab_to(page, "Post comment")
    page.keyboard.press("Enter")
    mine = page.locator("article.comment").filter(has_text="Written without a mouse.")
    expect(mine).to_have_count(1)

    page.goto(REFERENCE)
    tab_to(page, "Most Voted")
    page.keyboard.press("Enter")
    expect(page.locator("nav.order [aria-current]")).to_have_text("Most Voted")
    tab_to(page, "Vote up")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="undo").or_(page.locator("[aria-pressed=true]")).first).to_be_visible()
