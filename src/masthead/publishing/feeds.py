"""RSS and Atom of the site and of each section."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.xmlreader import AttributesImpl

from django.contrib.syndication import views
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from masthead.kit.text import one_line
from masthead.publishing import metadata, queries
from masthead.publishing.models import ArticlePage, SectionPage
from masthead.publishing.rules.metadata import Person

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.xmlutils import SimplerXMLGenerator

    from masthead.publishing.queries import Publication

    Feed = views.Feed[ArticlePage, "Channel"]
else:
    Feed = views.Feed

LENGTH = 40
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DUBLIN_CORE = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}


@dataclass(frozen=True, slots=True)
class Channel:
    """What one request asks for: the whole site, or a section of it."""

    publication: "Publication"
    section: SectionPage | None
    request: HttpRequest


class RssWriter(Rss201rev2Feed):
    """RSS 2.0 with every author of an article, where Django writes one."""

    def add_item_elements(self, handler: "SimplerXMLGenerator", item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for who in item["authors"]:
            handler.addQuickElement("dc:creator", who.name, _DUBLIN_CORE)


class AtomWriter(Atom1Feed):
    """Atom with every author of an article, where Django writes one."""

    def add_item_elements(self, handler: "SimplerXMLGenerator", item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for who in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", who.name)
            handler.addQuickElement("uri", who.url)
            handler.endElement("author")


class StoriesFeed(Feed):
    """The latest stories with full headlines; the summary is the standfirst.

    An entry keeps its id when its address changes, and its updated time moves only when the desk says that the article
    says something new. Every address stands on MASTHEAD_ADDRESS.
    """

    name: str
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, section: str | None = None) -> Channel:
        found = SectionPage.objects.live().filter(slug=section).first() if section else None
        if section and found is None:
            raise Http404
        return Channel(publication=queries.publication(), section=found, request=request)

    def get_feed(self, obj: Channel, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        # Django would tell the language of its own messages.
        feed.feed["language"] = obj.publication.language
        return feed

    def title(self, channel: Channel) -> str:
        name = plain(channel.publication.name)
        return f"{name}: {plain(channel.section.title)}" if channel.section else name

    def link(self, channel: Channel) -> str:
        section = channel.section
        return metadata.address_of(section, channel.request) if section else metadata.absolute("/")

    def feed_url(self, channel: Channel) -> str:
        return metadata.absolute(feed_path(self.name, channel.section))

    def feed_guid(self, channel: Channel) -> str:
        return channel.section.translation_key.urn if channel.section else metadata.absolute("/")

    def description(self, channel: Channel) -> str:
        return plain(channel.section.description if channel.section else channel.publication.tagline)

    subtitle = description

    def author_name(self, channel: Channel) -> str:
        return plain(channel.publication.name)

    def author_link(self) -> str:
        return metadata.absolute("/")

    def items(self, channel: Channel) -> list[ArticlePage]:
        return list(queries.latest_stories(LENGTH, section=channel.section))

    def item_title(self, item: ArticlePage) -> str:
        return plain(item.title)

    def item_description(self, item: ArticlePage) -> str:
        # Both formats take a summary for markup, so plain words have to be told as such.
        return escape(plain(item.standfirst))

    def item_link(self, item: ArticlePage) -> str:
        return metadata.address_of(item)

    def item_guid(self, item: ArticlePage) -> str:
        return str(item.translation_key.urn)

    def item_pubdate(self, item: ArticlePage) -> "datetime | None":
        at: datetime | None = item.first_published_at
        return at

    def item_updateddate(self, item: ArticlePage) -> "datetime | None":
        return metadata.updated_at(item)

    def item_extra_kwargs(self, item: ArticlePage) -> dict[str, Any]:
        return {"authors": list(_people(item))}


class RssStories(StoriesFeed):
    name = "rss"
    feed_type = RssWriter


class AtomStories(StoriesFeed):
    name = "atom"
    feed_type = AtomWriter


def plain(words: str) -> str:
    """Return `words` on one line, without what XML cannot hold."""
    return _NOT_XML.sub("", one_line(words))


def feed_path(name: str, section: SectionPage | None = None) -> str:
    """Return the path of the feed `name` (rss or atom), of one section or of the whole site."""
    return reverse(f"section-{name}", args=[section.slug]) if section else reverse(name)


def _people(article: ArticlePage) -> Iterable[Person]:
    return (Person(plain(who.title), metadata.address_of(who)) for who in article.authors)
