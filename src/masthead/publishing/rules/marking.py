"""Words in markup: what a reader reads of it, where a claim's words stand, and how they are marked there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

from masthead.publishing.rules.claims import Claim

_TAGS = {"p": "p", "br": "br", "b": "strong", "strong": "strong", "i": "em", "em": "em", "a": "a"}
_ADDRESS = re.compile(r"(https?:|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
# A number stands after the marks that close its words, as a printer sets it, but never inside a word.
_CLOSING = re.compile("[,.;:!?\u2026)\\]\u201d\u2019\u00bb\"']*(?!\\w)")
# One character for one character, so that a place in the folded text is a place in the text.
_FOLD = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u00a0\u202f\u2009\u2007", " ")
)


@dataclass(frozen=True, slots=True)
class _Token:
    """Either markup that is written as it is, or words that are read."""

    markup: str = ""
    words: str = ""


class _Reader(HTMLParser):
    """Splits markup into tokens and keeps only the tags that running text may have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[_Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _TAGS.get(tag)
        if name is None:
            return
        if name == "a":
            address = (dict(attrs).get("href") or "").strip()
            self.tokens.append(_Token(f'<a href="{escape(address)}">' if _ADDRESS.match(address) else "<a>"))
            return
        self.tokens.append(_Token(f"<{name}>"))
        if name == "br":
            self.tokens.append(_Token(words="\n"))

    def handle_endtag(self, tag: str) -> None:
        name = _TAGS.get(tag)
        if name and name != "br":
            self.tokens.append(_Token(f"</{name}>"))
        if name == "p":
            self.tokens.append(_Token(words="\n"))

    def handle_data(self, data: str) -> None:
        self.tokens.append(_Token(words=data))


def plain(html: str) -> str:
    """Return what a reader reads of running text: paragraphs and line breaks become line ends."""
    return _text(_tokens(html)).strip()


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Return where `words` stand in `text`, or None.

    Kinds of spaces and of quotation marks are taken as equal, because a desk's keyboard and its wires differ in them.
    """
    parts = words.translate(_FOLD).split()
    if not parts:
        return None
    found = re.search(r"[^\S\n]+".join(map(re.escape, parts)), text.translate(_FOLD))
    return found.span() if found else None


def mark(html: str, claims: Sequence[Claim]) -> str:
    """Return `html` with each claim's words in a span and the claim's number, linked to its source, after them.

    Only the tags of running text are kept. The number stands behind the marks that close the words. A claim whose words
    do not stand there gets its number at the end.
    """
    tokens = _tokens(html)
    text = _text(tokens)
    places = {claim.number: place_of(claim.words, text) for claim in claims}
    standing = [(claim, place) for claim in claims if (place := places[claim.number])]
    marked = _Marker(standing, text).write(tokens)
    lost = "".join(_span(claim, "", first=True) + _key(claim) for claim in claims if places[claim.number] is None)
    return _append(marked, lost)


class _Marker:
    """Writes tokens with spans around the claims' words, which may begin and end anywhere in the markup."""

    def __init__(self, standing: Iterable[tuple[Claim, tuple[int, int]]], text: str) -> None:
        self.standing = sorted(standing, key=lambda pair: (pair[1][0], -pair[1][1], pair[0].number))
        self.key_places = {claim.number: _behind_marks(text, end) for claim, (_, end) in self.standing}
        self.edges = sorted({edge for _, place in self.standing for edge in place} | set(self.key_places.values()))
        self.begun: set[int] = set()
        self.waiting: list[Claim] = []
        self.in_link = False

    def write(self, tokens: Iterable[_Token]) -> str:
        out, at = [], 0
        for token in tokens:
            if token.markup:
                self.in_link = token.markup.startswith("<a") or (self.in_link and token.markup != "</a>")
                out.append(token.markup + self._keys())
                continue
            for piece in _split(token.words, at, self.edges):
                out.append(self._piece(piece, at))
                at += len(piece)
        return "".join(out)

    def _piece(self, piece: str, at: int) -> str:
        html = escape(piece, quote=False) if piece != "\n" else ""
        over = [claim for claim, (start, end) in self.standing if start <= at < end]
        for claim in reversed(over):
            html = _span(claim, html, first=claim.number not in self.begun)
            self.begun.add(claim.number)
        self.waiting += [claim for claim, _ in self.standing if self.key_places[claim.number] == at + len(piece)]
        return html + self._keys()

    def _keys(self) -> str:
        # A link cannot stand in a link: the number waits until the one around it has ended.
        if self.in_link:
            return ""
        keys = "".join(_key(claim) for claim in self.waiting)
        self.waiting = []
        return keys


def _behind_marks(text: str, end: int) -> int:
    found = _CLOSING.match(text, end)
    return found.end() if found else end


def _tokens(html: str) -> list[_Token]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tokens


def _text(tokens: Iterable[_Token]) -> str:
    return "".join(token.words for token in tokens)


def _split(words: str, at: int, edges: Iterable[int]) -> list[str]:
    cuts = [0, *(edge - at for edge in edges if at < edge < at + len(words)), len(words)]
    return [words[start:end] for start, end in pairwise(cuts) if end > start]


def _span(claim: Claim, html: str, *, first: bool) -> str:
    anchor = f' id="claim-{claim.number}"' if first else ""
    return f'<span class="claim claim--{escape(claim.kind)}"{anchor}>{html}</span>'


def _key(claim: Claim) -> str:
    label = f"Source {claim.number}: {claim.spoken_kind}"
    return f'<a class="claim-key" href="#source-{claim.number}" aria-label="{label}">{claim.number}</a>'


def _append(html: str, more: str) -> str:
    return f"{html.removesuffix('</p>')}{more}</p>" if html.endswith("</p>") else html + more
