"""Reads what machines are told of a page: the facts for `rules.metadata`, and every page's one address."""

import mimetypes
from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from masthead.publishing import queries
from masthead.publishing.models import ArticlePage, AuthorPage, FrontPage, PlainPage, SectionPage
from masthead.publishing.rules.metadata import ArticleFacts, Image, PageFacts, Person

SHARED_PICTURE = "width-1200|format-jpeg"  # wide enough for a large card everywhere, in the format that all can read


def absolute(path: str) -> str:
    """Return the address of `path` on this publication's own host, whatever host was asked."""
    return f"{settings.ADDRESS}{path}"


def path_of(page: Any, request: Any = None) -> str:
    """Return a page's path, or the empty text when it has none; `request` spares repeated look-ups."""
    parts = page.get_url_parts(request)
    return str(parts[2] or "") if parts else ""


def address_of(page: Any, request: Any = None) -> str:
    """Return the one address of a page, or the empty text when it has none; `request` spares repeated look-ups."""
    path = path_of(page, request)
    return absolute(path) if path else ""


def page_facts(page: Any, request: Any = None) -> PageFacts:
    """Return what is told of any page. At most the publication's row is read."""
    publication = queries.publication(request)
    return PageFacts(
        kind=_kind(page),
        title=publication.name if isinstance(page, FrontPage) else page.title,
        description=_description(page) or publication.tagline,
        url=address_of(page, request),
        publication=publication.name,
        home=absolute("/"),
        language=publication.language,
    )


def article_facts(article: ArticlePage, request: Any = None) -> ArticleFacts:
    """Return what is told of an article besides; makes the public copy of its lead picture when there is none yet."""
    return ArticleFacts(
        section=article.section.title,
        authors=tuple(Person(who.title, address_of(who, request)) for who in _authors(article)),
        discussion=f"{address_of(article, request)}discussion/",
        published=article.first_published_at,
        modified=modified_at(article),
        image=_image(article),
    )


def modified_at(article: ArticlePage) -> datetime | None:
    """Return when the article last changed in public, never before it was published or said to be updated."""
    times = [at for at in (article.first_published_at, article.last_published_at, article.updated_at) if at]
    return max(times, default=None)


def updated_at(article: ArticlePage) -> datetime | None:
    """Return when the article last said something new, as the desk says; else when it was published."""
    times = [at for at in (article.first_published_at, article.updated_at) if at]
    return max(times, default=None)


def _authors(article: ArticlePage) -> list[AuthorPage]:
    # One read for all of them, and none for a preview, whose bylines are not in the database.
    return [byline.author for byline in article.bylines.select_related("author")]


def _kind(page: Any) -> str:
    if isinstance(page, ArticlePage):
        return "article"
    return "profile" if isinstance(page, AuthorPage) else "website"


def _description(page: Any) -> str:
    if isinstance(page, ArticlePage):
        words = page.standfirst
    elif isinstance(page, SectionPage):
        words = page.description
    elif isinstance(page, AuthorPage):
        words = page.biography or page.role
    elif isinstance(page, PlainPage):
        words = ""
    else:
        words = getattr(page, "introduction", "")
    return str(page.search_description or words)


def _image(article: ArticlePage) -> Image | None:
    picture = article.lead_picture
    if picture is None:
        return None
    try:
        rendition = picture.get_rendition(SHARED_PICTURE)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None  # the page is worth more than its picture elsewhere
    return Image(
        url=absolute(rendition.url),
        width=rendition.width,
        height=rendition.height,
        media_type=mimetypes.guess_type(rendition.url)[0] or "image/jpeg",
        alternative=article.alternative,
        caption=article.caption,
        credit=picture.credit,
    )
