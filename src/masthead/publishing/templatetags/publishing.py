"""What templates may ask of publishing."""

from django import template

from masthead.publishing import queries
from masthead.publishing.models import ArticlePage, SectionPage
from masthead.publishing.rules.claims import ClaimCounts, Passage

register = template.Library()


@register.simple_tag
def passages(page: ArticlePage) -> list[Passage]:
    """`{% passages page as passages %}`: the article's body, ready to be shown."""
    return queries.passages(page)


@register.simple_tag
def claim_counts(page: ArticlePage) -> ClaimCounts:
    """`{% claim_counts page as counts %}`: what the foot says."""
    return queries.claim_counts(page)


@register.simple_tag
def publication() -> queries.Publication:
    """`{% publication as publication %}`: name, tagline, place, address, language, direction."""
    return queries.publication()


@register.simple_tag
def navigation() -> list[SectionPage]:
    """`{% navigation as sections %}`: the sections in their order."""
    return queries.navigation()
