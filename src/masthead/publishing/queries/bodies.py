"""An article's body, ready to be shown: its passages with their claims, and the claims counted."""

from collections.abc import Iterator
from html import escape
from itertools import count as numbers_from
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from masthead.publishing.models import ArticlePage, Source
from masthead.publishing.rules.claims import Claim, ClaimCounts, Hop, Passage, count, short_form
from masthead.publishing.rules.marking import mark, plain

_BETWEEN = "\x1e"  # never written by anybody, and no part of markup

Markup = dict[int, str]


def passages(article: ArticlePage) -> list[Passage]:
    """Return the body's blocks in order, without empty ones; claims are numbered through the whole article.

    Sources, pictures with their public copies, and linked pages are each read at once: the number of queries does not
    grow with the article.
    """
    blocks = list(article.body)
    prefetch_related_objects([block.value["picture"] for block in blocks if _has_picture(block)], "renditions")
    markup = _expanded(blocks)
    numbers = numbers_from(1)
    made = [_passage(block, markup.get(place, ""), numbers) for place, block in enumerate(blocks)]
    return [passage for passage in made if passage]


def claim_counts(article: ArticlePage) -> ClaimCounts:
    """Return how many claims of each kind the article has; no query."""
    return count(
        (block["type"] == "paragraph" and bool(plain(block["value"].get("text") or "")), list(_kinds(block["value"])))
        for block in article.body.raw_data
        if block["type"] in {"paragraph", "quotation"}
    )


def _kinds(value: Any) -> Iterator[str]:
    for item in value.get("attributions") or []:
        attribution = item["value"] if item.get("type") == "item" else item
        yield attribution.get("kind") or "relayed"


def _has_picture(block: Any) -> bool:
    return block.block_type == "picture" and block.value["picture"] is not None


def _expanded(blocks: list[Any]) -> Markup:
    """Return the paragraphs' markup by place, with all links to our own pages looked up in one query."""
    places = [place for place, block in enumerate(blocks) if block.block_type == "paragraph"]
    joined = _BETWEEN.join(blocks[place].value["text"].source.replace(_BETWEEN, "") for place in places)
    return dict(zip(places, expand_db_html(joined).split(_BETWEEN), strict=True)) if places else {}


def _passage(block: Any, markup: str, numbers: Iterator[int]) -> Passage | None:
    kind, value = block.block_type, block.value
    if kind == "heading":
        return Passage(block.id, kind, _safe(escape(value)), value) if value else None
    if kind == "paragraph":
        return _words(block, markup, {}, numbers)
    if kind == "quotation":
        lines = [f"<p>{escape(line, quote=False)}</p>" for line in value["text"].splitlines() if line.strip()]
        return _words(block, "".join(lines), {"speaker": value["speaker"], "pull": value["pull"]}, numbers)
    if kind == "facts":
        return _facts(block)
    return _picture(block) if _has_picture(block) else None


def _words(block: Any, markup: str, data: dict[str, Any], numbers: Iterator[int]) -> Passage | None:
    text = plain(markup)
    if not text:
        return None
    claims = tuple(_claim(one, next(numbers)) for one in block.value["attributions"])
    return Passage(block.id, block.block_type, _safe(mark(markup, claims)), text, claims, data)


def _facts(block: Any) -> Passage | None:
    rows = [(row["term"], row["value"]) for row in block.value["rows"] if row["term"] or row["value"]]
    if not rows:
        return None
    text = "\n".join(f"{term}: {value}" for term, value in rows)
    data = {"title": block.value["title"], "rows": rows, "checked": block.value["checked"]}
    return Passage(block.id, block.block_type, "", text, (), data)


def _picture(block: Any) -> Passage:
    picture = block.value["picture"]
    data = {
        "picture": picture,
        "alternative": block.value["alternative"] or picture.description,
        "caption": block.value["caption"] or picture.caption,
    }
    return Passage(block.id, block.block_type, "", "", (), data)


def _claim(one: Any, number: int) -> Claim:
    kind = one["kind"] or "relayed"
    hops = tuple(_hop(hop) for hop in one["hops"] if hop["us"] or hop["source"]) if kind == "relayed" else ()
    return Claim(number, kind, one["words"] or "", short_form(kind, hops), hops, one["note"] or "")


def _hop(hop: Any) -> Hop:
    source: Source | None = None if hop["us"] else hop["source"]
    return Hop(
        who=str(source) if source else "us",
        short=source.short if source else "us",
        kind=source.kind if source else "us",
        is_us=source is None,
        verb=hop["verb"] or "said",
        words=hop["words"] or "",
        how=hop["how"] or "",
        known=hop["known"] or "",
        at=hop["at"],
        address=hop["address"] or "",
        reason=source.public_reason if source else "",
        home=source.url if source else "",
    )


def _safe(html: str) -> str:
    """Call safe what `rules.marking` made or `escape` cleaned."""
    return mark_safe(html)
