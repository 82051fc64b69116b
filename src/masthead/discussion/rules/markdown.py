"""The small Markdown set of comments: emphasis, link, list, quotation, code and spoiler. Everything else is text.

This is the one sanitising path: what is written, edited, previewed or imported passes `to_html`, and only its answer
is ever put into a page.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from masthead.kit import text as kit_text

SPOILER = "||"
SPOILER_WORD = "Spoiler"
QUOTE_LENGTH = 12  # a shorter quotation could stand anywhere
FRAGMENT_WORDS = 4
_ADDRESS = re.compile(r"https?://|/(?!/)", re.IGNORECASE)
# Quotation marks of all kinds, by number: they count as the same when a quotation is looked for.
_QUOTES = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"', 0x2018: "'", 0x2019: "'", 0x201A: "'"}
TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "details", "summary", "span"}


def to_html(source: str, *, article_text: str = "", article_address: str = "") -> str:
    """Return safe HTML for a comment's Markdown.

    A quotation that stands word for word in `article_text` gets a link to that place of `article_address`.
    """
    parser = _parser()
    tokens = parser.parse(source)
    if article_text:
        tokens = _link_quotations(tokens, kit_text.one_line(article_text), article_address)
    return _sanitise(parser.renderer.render(tokens, parser.options, {}))


def to_text(html: str) -> str:
    """Return the words of a comment's HTML on one line."""
    return kit_text.one_line(_unescape(nh3.clean(html.replace("<", " <"), tags=set())))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Let a link lead to another site or to a page of this one, never to somewhere beside the page it stands in."""
        return _ADDRESS.match(url) is not None


def _parser() -> MarkdownIt:
    parser = _Parser("zero", {"linkify": True, "breaks": True})
    parser.enable(
        ["emphasis", "link", "autolink", "linkify", "list", "blockquote", "backticks", "fence", "newline", "escape"]
    )
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    parser.core.ruler.push("spoiler", _hide_spoilers)
    return parser


def _sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        tag_attribute_values={"span": {"tabindex": {"0"}}},
        allowed_classes={"a": {"from-article"}, "span": {"spoiler"}, "details": {"spoiler"}},
        attribute_filter=_keep,
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    return value if (tag, name) != ("a", "href") or _ADDRESS.match(value) else None


def _hide_spoilers(state: StateCore) -> None:
    for position, token in enumerate(state.tokens):
        if token.type != "inline" or SPOILER not in token.content:
            continue
        opening, closing = state.tokens[position - 1], state.tokens[position + 1]
        if opening.type == "paragraph_open" and not opening.hidden and _is_all_spoiler(token.content):
            opening.type = closing.type = "html_block"
            opening.content = f'<details class="spoiler"><summary>{SPOILER_WORD}</summary><p>'
            closing.content = "</p></details>"
            token.children = [_without_bars(child) for child in token.children or []]
        else:
            token.children = _with_hidden_words(token.children or [])


def _is_all_spoiler(content: str) -> bool:
    words = content.strip()
    inside = words.removeprefix(SPOILER).removesuffix(SPOILER)
    return words == f"{SPOILER}{inside}{SPOILER}" and bool(inside.strip()) and SPOILER not in inside


def _without_bars(child: Token) -> Token:
    if child.type == "text":
        child.content = child.content.replace(SPOILER, "")
    return child


def _with_hidden_words(children: Sequence[Token]) -> list[Token]:
    pairs = sum(child.content.count(SPOILER) for child in children if child.type == "text") // 2
    result: list[Token] = []
    bars = 0
    for child in children:
        if child.type != "text":
            result.append(child)
            continue
        for number, words in enumerate(child.content.split(SPOILER)):
            if number:
                result.append(_bar(bars, pairs))
                bars += 1
            result.append(Token("text", "", 0, content=words, level=child.level))
    return result


def _bar(number: int, pairs: int) -> Token:
    if number >= pairs * 2:
        return Token("text", "", 0, content=SPOILER)
    markup = "</span>" if number % 2 else '<span class="spoiler" tabindex="0">'
    return Token("html_inline", "", 0, content=markup)


def _link_quotations(tokens: Sequence[Token], article: str, address: str) -> list[Token]:
    result: list[Token] = []
    open_quotations: list[list[str]] = []
    for token in tokens:
        if token.type == "blockquote_open":
            open_quotations.append([])
        elif token.type == "inline" and open_quotations:
            open_quotations[-1].append(_words_of(token))
        elif token.type == "blockquote_close":
            found = _find(" ".join(open_quotations.pop()), article)
            if found:
                link = f'<p><a class="from-article" href="{escape(_fragment(address, found))}">from the article</a></p>'
                result.append(Token("html_block", "", 0, content=link))
        result.append(token)
    return result


def _words_of(token: Token) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or []
        if child.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )


def _find(quotation: str, article: str) -> str:
    """Return the article's own words for a quotation that stands in it, or nothing."""
    wanted = kit_text.one_line(quotation).translate(_QUOTES).strip("\"'")
    if len(wanted) < QUOTE_LENGTH:
        return ""
    start = article.translate(_QUOTES).find(wanted)
    return article[start : start + len(wanted)] if start >= 0 else ""


def _fragment(address: str, words: str) -> str:
    """Return `address` with a text fragment for `words` (WICG Scroll to Text Fragment)."""
    each = words.split(" ")
    if len(each) <= FRAGMENT_WORDS * 2:
        return f"{address}#:~:text={_encode(words)}"
    start, end = " ".join(each[:FRAGMENT_WORDS]), " ".join(each[-FRAGMENT_WORDS:])
    return f"{address}#:~:text={_encode(start)},{_encode(end)}"


def _encode(words: str) -> str:
    # A hyphen means something in a text fragment.
    return quote(words, safe="").replace("-", "%2D")
