"""The facts that the rule of publishing looks at, read from an article or from a form's clean data."""

from pathlib import Path
from typing import Any

from masthead.publishing.rules.marking import plain
from masthead.publishing.rules.readiness import ArticleFacts, AttributionFacts, BlockFacts, HopFacts, PictureFacts


def facts_of(article: Any) -> ArticleFacts:
    """Return the facts of an article page, published or not."""
    return gather(
        headline=article.title,
        standfirst=article.standfirst,
        authors=article.bylines.count(),
        lead=article.lead_picture,
        lead_alternative=article.lead_alternative,
        lead_caption=article.lead_caption,
        body=article.body,
    )


def gather(
    *, headline: str, standfirst: str, authors: int, lead: Any, lead_alternative: str, lead_caption: str, body: Any
) -> ArticleFacts:
    """Return the facts that these values make."""
    picture = _picture(lead, lead_alternative, lead_caption, ("lead_picture",), ("lead_alternative",))
    blocks = tuple(_block(block, place) for place, block in enumerate(body or ()))
    return ArticleFacts(headline or "", standfirst or "", authors, picture, blocks)


def _block(block: Any, place: int) -> BlockFacts:
    kind, value = block.block_type, block.value
    if kind == "heading":
        return BlockFacts(kind, value or "")
    if kind == "paragraph":
        return BlockFacts(kind, plain(value["text"].source), attributions=_attributions(value))
    if kind == "quotation":
        return BlockFacts(kind, value["text"] or "", speaker=value["speaker"] or "", attributions=_attributions(value))
    if kind == "facts":
        return BlockFacts(kind, rows=tuple((row["term"] or "", row["value"] or "") for row in value["rows"]))
    where = ("body", place)
    picture = _picture(
        value["picture"],
        value["alternative"] or "",
        value["caption"] or "",
        (*where, "picture"),
        (*where, "alternative"),
    )
    return BlockFacts(kind, picture=picture)


def _attributions(value: Any) -> tuple[AttributionFacts, ...]:
    return tuple(
        AttributionFacts(one["kind"] or "relayed", one["words"] or "", one["note"] or "", _hops(one["hops"]))
        for one in value["attributions"]
    )


def _hops(hops: Any) -> tuple[HopFacts, ...]:
    return tuple(HopFacts(bool(hop["us"]), hop["source"] is not None, hop["address"] or "") for hop in hops)


def _picture(
    picture: Any, alternative: str, caption: str, where: tuple[str | int, ...], says: tuple[str | int, ...]
) -> PictureFacts:
    if picture is None:
        return PictureFacts(where, chosen=False)
    return PictureFacts(
        where,
        chosen=True,
        credit=picture.credit,
        alternative=alternative or picture.description,
        caption=caption or picture.caption,
        title=picture.title,
        file_name=Path(picture.file.name).name,
        says_alternative=says,
    )
