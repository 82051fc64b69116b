"""What templates may ask of publishing: `{% load publishing %}`."""

from typing import Any

from django import template
from django.http import Http404

from masthead.publishing import queries
from masthead.publishing.models import ArticlePage, FrontPage, Picture, PlainPage, SectionPage
from masthead.publishing.queries.prints import Prints, prints
from masthead.publishing.rules.claims import ClaimCounts, Passage

register = template.Library()
NO_SUCH_PAGE = "There is no such page of this list."


@register.simple_tag
def passages(page: ArticlePage) -> list[Passage]:
    """`{% passages page as passages %}`: the article's body, ready to be shown.

    Each has `block_id`, `kind` (paragraph, heading, quotation, picture, facts), `html` (safe), `text`, `claims` and
    `data`. A claim has `number`, `kind` (relayed, seen, inference), `spoken_kind`, `words`, `note`, `short` (a tuple of
    words to be joined by arrows) and `hops` (each with `who`, `short`, `kind`, `is_us`, `verb`, `words`, `how`,
    `known`, `at`, `address`, `reason`, `home`). The line of claim 3 must have the id `source-3`, to which the text
    links, and may link back to `#claim-3`.
    """
    return queries.passages(page)


@register.simple_tag
def claim_counts(page: ArticlePage) -> ClaimCounts:
    """`{% claim_counts page as counts %}`: `counts.sentence`, `counts.marks`, and relayed, seen, inference, unnamed."""
    return queries.claim_counts(page)


@register.simple_tag(takes_context=True)
def publication(context: template.Context) -> queries.Publication:
    """`{% publication as publication %}`: name, tagline, place, address, language, direction. Read once a request."""
    return queries.publication(context.get("request"))


@register.simple_tag
def navigation() -> list[SectionPage]:
    """`{% navigation as sections %}`: the sections in their order."""
    return queries.navigation()


@register.simple_tag
def plain_pages() -> list[PlainPage]:
    """`{% plain_pages as pages %}`: about, imprint, privacy, for the foot of every page."""
    return queries.plain_pages()


@register.simple_tag
def front(page: FrontPage) -> queries.Front:
    """`{% front page as front %}`: `front.lead`, `front.secondary`, `front.rows` (each with `section` and `stories`).

    Every story has `section`, `authors`, `lead_picture`, `alternative` and `caption` without a further query.
    """
    return queries.front(page)


@register.simple_tag(takes_context=True)
def stories(context: template.Context, page: Any) -> queries.Shelf:
    """`{% stories page as shelf %}`: a section's or an author's stories, 20 to a page, chosen by `?page=2`.

    `shelf.stories`, `shelf.number`, `shelf.pages`, `shelf.newer` and `shelf.older` (numbers of pages, or None). A page
    that is not there is answered with 404.
    """
    request = context.get("request")
    written = request.GET.get("page", "1") if request is not None else "1"
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0  # noqa: PLR2004 - no list is that long
    shelf = queries.stories_in(page, number) if isinstance(page, SectionPage) else queries.stories_by(page, number)
    if shelf is None:
        raise Http404(NO_SUCH_PAGE)
    return shelf


@register.inclusion_tag("publishing/picture.html")
def picture(
    picture: Picture, sizes: str = "100vw", *, alternative: str | None = None, lead: bool = False, widths: str = ""
) -> dict[str, Any]:
    """`{% picture page.lead_picture sizes="(min-width: 1180px) 960px, 100vw" alternative=page.alternative %}`.

    A `<picture>` in AVIF, WebP and JPEG with width and height; it loads when it comes near, unless it is the `lead`.
    `alternative=""` is for a picture whose subject is told beside it; without it stands the picture's own text.
    `widths="144,288"` limits the copies offered, for thumbnails. Nothing is shown when the picture's file is lost.
    """
    made: Prints | None = prints(picture, widths) if picture else None
    text = picture.description if alternative is None and picture else alternative
    return {"prints": made, "sizes": sizes, "alternative": text or "", "lead": lead}
