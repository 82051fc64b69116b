"""The one rule of publishing: what is missing before an article may go out.

The form, the workflow and the schedule all ask it; a draft never has to answer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead.publishing.rules.marking import place_of

Path = tuple[str | int, ...]

NO_HEADLINE = "Write a headline."
NO_STANDFIRST = "Write a standfirst: what the article says, in one or two sentences."
NO_BYLINE = "Name at least one author in the bylines."
NO_TEXT = "Write the article: its body has no paragraph yet."
NO_PICTURE = "Choose the picture, or remove this block."
NO_CREDIT = "The picture has no credit. Open the picture, say who made it, and publish again."
NO_ALTERNATIVE = "The picture has no alternative text. Say what is seen in it, for readers who do not see it."
ALTERNATIVE_ELSEWHERE = "The alternative text repeats the {what}. Say instead what is seen in the picture."
NO_QUOTATION = "Write the words that are quoted, or remove this block."
NO_SPEAKER = "Say who speaks."
NO_FACTS = "Give at least one fact, each with its term and its value, or remove this block."
NO_WORDS = "Copy the exact words that this attribution speaks of from the block it belongs to."
WORDS_NOT_THERE = "“{words}” does not stand in this block. Copy the exact words from it."
NO_CHAIN = "A relayed claim needs its chain: name at least one source that it came from."
NO_HOP_SOURCE = "Choose the source of this hop, or mark it as us."
HOP_OF_BOTH = "This hop has a source and is marked as us. Keep one of the two."
BAD_ADDRESS = "Write the whole address, with https:// at its beginning."
NO_GROUND = "Say what this is inferred from."


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture at its use; `where` is the path of the field that chooses it."""

    where: Path
    chosen: bool
    credit: str = ""
    alternative: str = ""
    caption: str = ""
    title: str = ""
    file_name: str = ""
    says_alternative: Path = ()
    """The path of the field that overrides the alternative text."""


@dataclass(frozen=True, slots=True)
class HopFacts:
    us: bool
    has_source: bool
    address: str = ""


@dataclass(frozen=True, slots=True)
class AttributionFacts:
    kind: str
    words: str
    note: str
    hops: tuple[HopFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """One block of the body, in order; `text` is what a reader reads in it."""

    kind: str
    text: str = ""
    speaker: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    attributions: tuple[AttributionFacts, ...] = ()
    picture: PictureFacts | None = None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the rule looks at, wherever it came from: a form, a revision, a page."""

    headline: str
    standfirst: str
    authors: int
    lead: PictureFacts
    body: tuple[BlockFacts, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: the sentence, and the path of the field that it stands beside."""

    sentence: str
    path: Path


def what_is_missing(article: ArticleFacts) -> list[Lack]:
    """Return everything that keeps the article from being published, in the order of the page; empty when ready."""
    return [*_of_the_top(article), *_of_the_body(article)]


def _of_the_top(article: ArticleFacts) -> Iterator[Lack]:
    if not article.headline.strip():
        yield Lack(NO_HEADLINE, ("title",))
    if not article.standfirst.strip():
        yield Lack(NO_STANDFIRST, ("standfirst",))
    if not article.authors:
        yield Lack(NO_BYLINE, ("bylines",))
    if article.lead.chosen:
        yield from _of_a_picture(article.lead, article.headline)
    if not any(block.kind == "paragraph" and block.text.strip() for block in article.body):
        yield Lack(NO_TEXT, ("body",))


def _of_the_body(article: ArticleFacts) -> Iterator[Lack]:
    for place, block in enumerate(article.body):
        where: Path = ("body", place)
        if block.picture is not None:
            yield from _of_a_picture(block.picture, article.headline)
        if block.kind == "quotation":
            yield from _of_a_quotation(block, where)
        if block.kind == "facts" and not _has_facts(block.rows):
            yield Lack(NO_FACTS, (*where, "title"))
        for number, attribution in enumerate(block.attributions):
            yield from _of_an_attribution(attribution, block.text, (*where, "attributions", number))


def _of_a_picture(picture: PictureFacts, headline: str) -> Iterator[Lack]:
    if not picture.chosen:
        yield Lack(NO_PICTURE, picture.where)
        return
    if not picture.credit.strip():
        yield Lack(NO_CREDIT, picture.where)
    if not picture.alternative.strip():
        yield Lack(NO_ALTERNATIVE, picture.says_alternative)
        return
    for what, words in (("headline", headline), ("caption", picture.caption), ("file name", picture.file_name)):
        if _folded(picture.alternative) == _folded(words):
            yield Lack(ALTERNATIVE_ELSEWHERE.format(what=what), picture.says_alternative)
            return


def _of_a_quotation(block: BlockFacts, where: Path) -> Iterator[Lack]:
    if not block.text.strip():
        yield Lack(NO_QUOTATION, (*where, "text"))
    elif not block.speaker.strip():
        yield Lack(NO_SPEAKER, (*where, "speaker"))


def _of_an_attribution(attribution: AttributionFacts, text: str, where: Path) -> Iterator[Lack]:
    if not attribution.words.strip():
        yield Lack(NO_WORDS, (*where, "words"))
    elif place_of(attribution.words, text) is None:
        yield Lack(WORDS_NOT_THERE.format(words=attribution.words), (*where, "words"))
    if attribution.kind == "inference" and not attribution.note.strip():
        yield Lack(NO_GROUND, (*where, "note"))
    if attribution.kind != "relayed":
        return
    if all(hop.us for hop in attribution.hops):
        yield Lack(NO_CHAIN, (*where, "words"))
        return
    for number, hop in enumerate(attribution.hops):
        yield from _of_a_hop(hop, (*where, "hops", number))


def _of_a_hop(hop: HopFacts, where: Path) -> Iterator[Lack]:
    if not hop.us and not hop.has_source:
        yield Lack(NO_HOP_SOURCE, (*where, "source"))
    if hop.us and hop.has_source:
        yield Lack(HOP_OF_BOTH, (*where, "source"))
    if hop.address and not re.match(r"https?://[^\s/]+", hop.address):
        yield Lack(BAD_ADDRESS, (*where, "address"))


def _has_facts(rows: Iterable[tuple[str, str]]) -> bool:
    given = [(term.strip(), value.strip()) for term, value in rows]
    return bool(given) and all(term and value for term, value in given)


def _folded(words: str) -> str:
    name = re.sub(r"\.(jpe?g|png|webp|avif|gif)$", "", words.strip(), flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
