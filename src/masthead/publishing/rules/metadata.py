"""What machines are told of a page: schema.org for search engines, OpenGraph for whoever shows a link to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from masthead.kit.text import one_line, shorten

DESCRIPTION_LENGTH = 300

# A script element ends at `</script`, a comment in it begins with `<!--`, and the two separators end a line in script.
_ESCAPES = str.maketrans(
    {
        "<": "\\u003C",
        ">": "\\u003E",
        "&": "\\u0026",
        "\N{LINE SEPARATOR}": "\\u2028",
        "\N{PARAGRAPH SEPARATOR}": "\\u2029",
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote an article, with the address of their own page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Image:
    """The public copy of a picture that stands for a page elsewhere; its address is absolute."""

    url: str
    width: int
    height: int
    media_type: str
    alternative: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is told of any page. `kind` is OpenGraph's: article, profile or website; addresses are absolute."""

    kind: str
    title: str
    description: str
    url: str
    publication: str
    home: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is told of an article besides. The times are None while it has not been published."""

    section: str
    authors: tuple[Person, ...]
    discussion: str
    published: datetime | None = None
    modified: datetime | None = None
    image: Image | None = None


def description(words: str) -> str:
    """Return the words that describe a page elsewhere: on one line, and not longer than anybody shows."""
    return shorten(words, DESCRIPTION_LENGTH)


def news_article(page: PageFacts, article: ArticleFacts) -> dict[str, Any]:
    """Return an article as schema.org's NewsArticle (release 30.0), without the properties that have no value."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one_line(page.title),
        "description": one_line(page.description),
        "url": page.url,
        "mainEntityOfPage": page.url,
        "inLanguage": page.language,
        "datePublished": _time(article.published),
        "dateModified": _time(article.modified),
        "author": [{"@type": "Person", "name": one_line(who.name), "url": who.url} for who in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": one_line(page.publication), "url": page.home},
        "image": _image(article.image) if article.image else None,
        "articleSection": one_line(article.section),
        "isAccessibleForFree": True,
        "discussionUrl": article.discussion,
    }
    return _said(told)


def open_graph(page: PageFacts, article: ArticleFacts | None = None) -> list[tuple[str, str]]:
    """Return OpenGraph's pairs of property and content, in order, without those that have no value."""
    pairs = [*_of_page(page), *(_of_article(article) if article else ())]
    return [(name, content) for name, content in pairs if content]


def script_text(data: dict[str, Any]) -> str:
    """Return `data` as JSON that can stand inside a script element, whatever anybody wrote in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _image(image: Image) -> dict[str, Any]:
    return _said(
        {
            "@type": "ImageObject",
            "url": image.url,
            "width": image.width,
            "height": image.height,
            "caption": one_line(image.caption),
            "creditText": one_line(image.credit),
        }
    )


def _of_page(page: PageFacts) -> Iterator[tuple[str, str]]:
    yield "og:type", page.kind
    yield "og:title", one_line(page.title)
    yield "og:description", description(page.description)
    yield "og:url", page.url
    yield "og:site_name", one_line(page.publication)
    # OpenGraph knows a language only together with a country: en_GB.
    yield "og:locale", page.language.replace("-", "_") if "-" in page.language else ""


def _of_article(article: ArticleFacts) -> Iterator[tuple[str, str]]:
    yield "article:published_time", _time(article.published)
    yield "article:modified_time", _time(article.modified)
    yield "article:section", one_line(article.section)
    yield from (("article:author", who.url) for who in article.authors)
    if article.image:
        yield "og:image", article.image.url
        yield "og:image:type", article.image.media_type
        yield "og:image:width", str(article.image.width)
        yield "og:image:height", str(article.image.height)
        yield "og:image:alt", one_line(article.image.alternative)


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", None, [])}
