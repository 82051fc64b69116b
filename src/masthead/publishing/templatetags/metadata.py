"""`{% page_metadata page %}`: what the head of a page tells machines."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from masthead.publishing import feeds
from masthead.publishing.metadata import article_facts, page_facts
from masthead.publishing.models import ArticlePage, SectionPage
from masthead.publishing.queries import publication
from masthead.publishing.rules import metadata as rules

register = template.Library()
FORMATS = {"rss": ("application/rss+xml", "RSS"), "atom": ("application/atom+xml", "Atom")}


@register.inclusion_tag("publishing/metadata.html", takes_context=True)
def page_metadata(context: template.Context, page: Any) -> dict[str, Any]:
    """Tell a page's canonical address, description, OpenGraph, feeds and, of an article, schema.org's NewsArticle.

    On a page that is none of Wagtail's only the feeds are told.
    """
    if not isinstance(page, Page):
        return {"feeds": _feeds(publication().name)}
    request = context.get("request")
    facts = page_facts(page, request)
    article = article_facts(page, request) if isinstance(page, ArticlePage) else None
    return {
        "facts": facts,
        "description": rules.description(facts.description),
        "open_graph": rules.open_graph(facts, article),
        "structured": _script(rules.news_article(facts, article)) if article else "",
        "feeds": _feeds(facts.publication, _section(page)),
    }


def _script(data: dict[str, Any]) -> SafeString:
    return mark_safe(rules.script_text(data))


def _section(page: Page) -> Any:
    if isinstance(page, ArticlePage):
        return page.section
    return page if isinstance(page, SectionPage) else None


def _feeds(name: str, section: SectionPage | None = None) -> list[dict[str, str]]:
    titles = [(name, None)] + ([(f"{name}: {section.title}", section)] if section else [])
    return [
        {"type": media_type, "title": f"{title} ({spoken})", "path": feeds.feed_path(key, of)}
        for title, of in titles
        for key, (media_type, spoken) in FORMATS.items()
    ]
