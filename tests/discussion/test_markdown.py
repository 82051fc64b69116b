"""The allowed Markdown, and the sanitiser's word on everything else."""

import json
import time
from html.parser import HTMLParser

import pytest

from masthead.discussion.rules import markdown

PLACE = {"article_text": "The ferry did not sail. “Nobody” at the quay-side could say why.", "article_address": "/a/b/"}
REL = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a *b* **c** _d_ __e__", "<p>a <em>b</em> <strong>c</strong> <em>d</em> <strong>e</strong></p>"),
        (
            "[the act](https://law.example/a?b=1&c)",
            f'<p><a href="https://law.example/a?b=1&amp;c" {REL}>the act</a></p>',
        ),
        ("see https://law.example/a.", f'<p>see <a href="https://law.example/a" {REL}>https://law.example/a</a>.</p>'),
        ("<https://law.example>", f'<p><a href="https://law.example" {REL}>https://law.example</a></p>'),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```\nx = 1\n```", "<pre><code>x = 1\n</code></pre>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("it ends ||badly|| so", '<p>it ends <span class="spoiler" tabindex="0">badly</span> so</p>'),
        (
            "||They all *leave*.||",
            '<details class="spoiler"><summary>Spoiler</summary><p>They all <em>leave</em>.</p></details>',
        ),
        ("a || b", "<p>a || b</p>"),
        (r"\*plain\*", "<p>*plain*</p>"),
    ],
)
def test_the_allowed_markdown_renders(source, html):
    assert markdown.to_html(source).strip() == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# not a heading", "<p># not a heading</p>"),
        ("![alt](https://p.example/x.png)", f'<p>!<a href="https://p.example/x.png" {REL}>alt</a></p>'),
        ("a\n---", "<p>a<br>\n---</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("[x](2) [x](//y.example) [x](ftp://y.example)", "<p>[x](2) [x](//y.example) [x](ftp://y.example)</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        (
            "[x]\n\n[x]: https://y.example",
            f'<p>[x]</p>\n<p>[x]: <a href="https://y.example" {REL}>https://y.example</a></p>',
        ),
        ("mail@x.example www.x.example", "<p>mail@x.example www.x.example</p>"),
    ],
)
def test_everything_else_is_text(source, html):
    assert markdown.to_html(source).strip() == html


def test_a_quotation_that_stands_in_the_article_links_to_its_place():
    html = markdown.to_html('> "Nobody" at the quay-side', **PLACE)
    assert 'href="/a/b/#:~:text=Nobody%E2%80%9D%20at%20the%20quay%2Dside"' in html
    assert ">from the article</a>" in html


def test_a_long_quotation_is_found_by_its_first_and_last_words():
    html = markdown.to_html("> The ferry did not sail. “Nobody” at the quay-side\n> could say why.", **PLACE)
    assert "#:~:text=The%20ferry%20did%20not,quay%2Dside%20could%20say%20why." in html


@pytest.mark.parametrize("source", ["> The ferry sailed at noon.", "> ferry", "The ferry did not sail."])
def test_other_quotations_and_plain_words_link_nowhere(source):
    assert "from the article" not in markdown.to_html(source, **PLACE)


def test_what_a_reader_types_cannot_pose_as_a_link_to_the_article():
    html = markdown.to_html('<a class="from-article" href="https://x.example">from the article</a>')
    assert "<a class" not in html


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


ALIKE = {"Emphasis and strong emphasis", "Code spans", "Fenced code blocks", "Lists", "List items", "Block quotes"}
ELSEWHERE = {"h1", "h2", "h3", "h4", "hr", "img"}


def test_emphasis_code_and_lists_are_those_of_commonmark(fixtures_folder):
    examples = json.loads((fixtures_folder / "commonmark" / "commonmark-spec.json").read_text("utf-8"))
    wanted = [one for one in examples if one["section"] in ALIKE]
    same = [one for one in wanted if _flat(one["html"]) == _flat(markdown.to_html(one["markdown"]))]
    assert len(wanted) > 100
    assert (
        len(same) / len(wanted) > 0.7
    )  # the others use headings, rules, raw HTML or indented code, which are text here


def test_no_example_of_commonmark_yields_a_tag_outside_the_small_set(fixtures_folder):
    for one in json.loads((fixtures_folder / "commonmark" / "commonmark-spec.json").read_text("utf-8")):
        assert Tags(markdown.to_html(one["markdown"])).seen <= markdown.TAGS, one


def _flat(html: str) -> str:
    return html.replace("<br />", "<br>").replace("&quot;", '"').replace("\n", "")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 8000,
        "*a " * 2600,
        "> " * 4000,
        "`" * 4001 + "a" + "`" * 3998,
        "||" * 4000,
        "- " * 4000,
        "[a](" * 2000,
        "<" * 8000,
        "_*" * 4000,
    ],
)
def test_no_text_takes_long_to_render(bomb):
    begin = time.perf_counter()
    markdown.to_html(bomb, **PLACE)
    assert time.perf_counter() - begin < 2


def test_the_words_of_markup_are_found():
    assert markdown.to_text("<p>a<br>b &lt;c&gt; &amp; d</p><ul><li>e</li></ul>") == "a b <c> & d e"
    assert markdown.to_text("<blockquote></blockquote>") == ""
