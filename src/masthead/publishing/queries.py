"""The reads that pages need: articles by address, the latest stories, what the publication says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from masthead.publishing.models import ArticlePage, PublicationSettings, SectionPage
from masthead.publishing.rules.claims import Claim, ClaimCounts, Hop, Passage, count, short_form


@dataclass(frozen=True, slots=True)
class Publication:
    name: str
    tagline: str
    place: str
    address: str
    language: str
    direction: str


def publication() -> Publication:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    words = PublicationSettings.for_site(site) if site else PublicationSettings()
    language = words.language or settings.LANGUAGE_CODE
    bidi = get_language_info(language.split("-")[0])["bidi"]
    return Publication(words.name, words.tagline, words.place, settings.ADDRESS, language, "rtl" if bidi else "ltr")


def navigation() -> list[SectionPage]:
    return list(SectionPage.objects.live().order_by("path"))


def live_article(section: str, slug: str) -> ArticlePage | None:
    for article in ArticlePage.objects.live().filter(slug=slug):
        if article.section.slug == section and article.section.live:
            return article
    return None


def latest_stories(limit: int, *, section: Any = None, author: Any = None, skip: Iterable[int] = ()) -> list[ArticlePage]:
    stories: QuerySet = ArticlePage.objects.live().exclude(pk__in=list(skip))
    if section is not None:
        stories = stories.child_of(section)
    if author is not None:
        stories = stories.filter(bylines__author=author)
    return list(stories.select_related("lead_picture").prefetch_related("bylines__author").order_by("-first_published_at", "-pk")[:limit])


def passages(article: ArticlePage) -> list[Passage]:
    numbers = iter(range(1, 10_000))
    return [_passage(block, numbers) for block in article.body]


def claim_counts(article: ArticlePage) -> ClaimCounts:
    return count(
        (block.block_type == "paragraph", [one["kind"] for one in block.value.get("attributions", [])])
        for block in article.body
        if block.block_type in {"paragraph", "quotation"}
    )


def _passage(block: Any, numbers: Any) -> Passage:
    kind, value = block.block_type, block.value
    if kind == "heading":
        return Passage(block.id, kind, escape(value), value)
    if kind == "paragraph":
        html = expand_db_html(value["text"].source)
        claims = tuple(_claim(one, numbers) for one in value["attributions"])
        return Passage(block.id, kind, mark_safe(_mark(html, claims)), strip_tags(html), claims)
    if kind == "quotation":
        claims = tuple(_claim(one, numbers) for one in value["attributions"])
        data = {"speaker": value["speaker"], "pull": value["pull"]}
        return Passage(block.id, kind, mark_safe(_mark(escape(value["text"], quote=False), claims)), value["text"], claims, data)
    return Passage(block.id, kind, "", "", (), dict(value))


def _claim(one: Any, numbers: Any) -> Claim:
    hops = tuple(
        Hop(
            who="" if hop["us"] else str(hop["source"]), short="us" if hop["us"] else hop["source"].short,
            kind="" if hop["us"] else hop["source"].kind, is_us=hop["us"], verb=hop["verb"], words=hop["words"], how=hop["how"],
            known=hop["known"], at=hop["at"], address=hop["address"], reason="" if hop["us"] else hop["source"].public_reason,
        )
        for hop in one["hops"]
    )
    return Claim(next(numbers), one["kind"], one["words"], short_form(one["kind"], hops), hops, one["note"])


def _mark(html: str, claims: Iterable[Claim]) -> str:
    for claim in claims:
        words = escape(claim.words, quote=False)
        html = html.replace(words, f'<span class="claim claim--{claim.kind}" id="claim-{claim.number}">{words}</span><a class="claim-key" href="#source-{claim.number}">{claim.number}</a>', 1)
    return html
