"""From what was typed to what may stand in a page: the one way in, for writing, editing and preview alike."""

from dataclasses import dataclass

from wagtail.models import Page

from masthead.discussion import queries, rules
from masthead.discussion.rules import markdown
from masthead.kit import text as kit_text
from masthead.kit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Words:
    """A comment's text as it was typed, and the HTML that stands in the page."""

    source: str
    html: str


def preview(*, page: Page, source: str) -> str:
    """Return the HTML that this text would have under `page`, or raise Refusal like `post`."""
    return words_of(page, source).html


def words_of(page: Page, source: str) -> Words:
    """Check and render what was typed; raise Refusal for nothing, too much, or something that shows no word."""
    tidy = kit_text.lines(source)
    if len(tidy) > rules.BODY_LENGTH:
        raise Refusal(
            f"This is {len(tidy):,} characters long; {rules.BODY_LENGTH:,} are the most. Please shorten it.",
            field="body",
        )
    # Only a quotation can be found in the article, so only then is the article read.
    article_text = queries.text_of(page) if ">" in tidy else ""
    html = markdown.to_html(tidy, article_text=article_text, article_address=queries.address_of(page))
    if not kit_text.says_something(markdown.to_text(html)):
        raise Refusal("Nothing is written yet. Please write your comment first.", field="body")
    return Words(tidy, html)


def name_of(written: str) -> str:
    """Check and tidy a reader's name; one that nobody could see is none. Raise Refusal when it is too long."""
    name = kit_text.one_line(written)
    if len(name) > rules.NAME_LENGTH:
        raise Refusal(f"A name may have {rules.NAME_LENGTH} characters at most.", field="name")
    return name if kit_text.says_something(name) else ""
