"""What hostile readers type, on the server's side. What a browser makes of it is a journey's to see."""

import re
from html.parser import HTMLParser

import pytest

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment
from masthead.discussion.rules import BODY_LENGTH, NAME_LENGTH, markdown
from masthead.discussion.rules.looking import Look
from masthead.kit.refusals import Refusal
from tests.discussion.conftest import DISCUSSION
from tests.discussion.payloads import payloads

ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "ol": {"start"},
    "span": {"class", "tabindex"},
    "details": {"class"},
}
EVERY = 40  # through the slower paths goes each fortieth; the journey in Chromium sends all


class Walk(HTMLParser):
    """Collects what may not be in a comment. It knows nothing of the sanitiser."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in markdown.TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "href" and not re.match(r"https?://|/(?!/)", (value or "").strip(), re.IGNORECASE):
                self.found.append(f"<{tag} href={value!r}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<img src=x>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JaVaScript:alert(1)">x</a>',
        "<svg/onload=alert(1)>",
        '<span style="position:fixed">x</span>',
        "<!-- -->",
    ],
)
def test_the_walk_finds_what_is_planted(planted):
    assert Walk(planted).found


def test_nothing_hostile_is_left_of_any_payload(fixtures_folder):
    every = payloads(fixtures_folder)
    assert len(every) > 4000
    for payload in every:
        html = markdown.to_html(payload, article_text=payload, article_address="/world/x/")
        assert Walk(html).found == [], payload


def test_the_sanitiser_holds_even_if_markup_came_through_the_parser(fixtures_folder):
    for payload in payloads(fixtures_folder):
        assert Walk(markdown._sanitise(payload)).found == [], payload


@pytest.mark.parametrize(
    "around", ["> {}", "- {}", "**{}**", "`{}`", "||{}||", "[{}](https://x.example)", "[x]({})", "<{}>"]
)
def test_nothing_hostile_is_left_inside_of_the_allowed_markdown(fixtures_folder, around):
    for payload in payloads(fixtures_folder)[::7]:
        assert Walk(markdown.to_html(around.format(payload))).found == [], payload


def test_each_write_path_keeps_what_the_one_sanitiser_made(article, bo, fixtures_folder):
    written = 0
    for payload in payloads(fixtures_folder)[::EVERY]:
        try:
            root = operations.post(page=article, source=payload[:BODY_LENGTH], name=payload[:NAME_LENGTH])
        except Refusal:
            continue
        reply = operations.post(page=article, source=payload[:BODY_LENGTH], parent=root.pk)
        edited = operations.post(page=article, source="to be edited", parent=root.pk)
        edited = operations.edit(comment=edited, reader=edited.reader, source=payload[:BODY_LENGTH])
        previewed = operations.preview(page=article, source=payload[:BODY_LENGTH])
        assert root.html == reply.html == edited.html == previewed
        assert Walk(root.html).found == []
        written += 1
    assert written > 90
    assert Comment.objects.count() == 3 * written


def test_names_and_texts_stand_as_text_in_the_page_and_in_every_form(article, bo, fixtures_folder):
    hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"
    comment = operations.post(page=article, source=hostile, name=hostile[:NAME_LENGTH])
    operations.post(page=article, source=hostile, name=hostile[:NAME_LENGTH], parent=comment.pk)
    answers = [
        bo.get(DISCUSSION),
        bo.get(f"{DISCUSSION}{comment.pk}/"),
        bo.get(f"{DISCUSSION}{comment.pk}/reply/"),
        bo.post(DISCUSSION, {"body": hostile, "name": hostile}),
        bo.post(DISCUSSION, {"body": hostile, "name": hostile[:NAME_LENGTH], "preview": "1"}),
        bo.post(DISCUSSION, {"body": hostile, "parent": hostile, "question": hostile}),
        bo.get(DISCUSSION, {"sort": hostile}),
        bo.get(DISCUSSION, {"after": hostile}),
    ]
    for answer in answers:
        page = answer.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_question_and_a_closing_sentence_stand_as_text(article, bo):
    hostile = "<script>alert(1)</script>"
    operations.ask(page=article, block_id=article.body[0].id, exact="the office was shut", text=hostile)
    assert queries.panel_of(article, Look(inline=True)).questions
    assert hostile not in bo.get(f"{DISCUSSION}?inline=1").content.decode()
    operations.close(page=article, sentence=hostile)
    assert hostile not in bo.get(DISCUSSION).content.decode()
