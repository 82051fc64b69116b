"""What search engines may read: /sitemap.xml with every live page, and /robots.txt."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import sitemaps
from django.contrib.sitemaps.views import sitemap as answer
from django.db.models import Max, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from masthead.publishing import metadata

if TYPE_CHECKING:
    Sitemap = sitemaps.Sitemap[Page]
else:
    Sitemap = sitemaps.Sitemap

KEPT_OUT = ("/backstage/",)
SECTION_DEPTH = 3  # the tree's own root, the front page, a section
SECTION_PATH = SECTION_DEPTH * Page.steplen


class PagesSitemap(Sitemap):
    """Every live page under the front page, on MASTHEAD_ADDRESS, 50,000 to a part.

    A page that lists others changes when they do: the front page and the sections carry the time of their newest story.
    """

    def get_protocol(self, _protocol: str | None = None) -> str:
        return urlsplit(settings.ADDRESS).scheme

    def get_domain(self, _site: Any = None) -> str:
        return urlsplit(settings.ADDRESS).netloc

    def items(self) -> "QuerySet[Page]":
        return self._live.only("path", "depth", "url_path", "locale", "last_published_at").order_by("pk")

    def location(self, item: Page) -> str:
        return metadata.path_of(item)

    def lastmod(self, item: Page) -> datetime | None:
        own: datetime | None = item.last_published_at
        return own if item.depth > SECTION_DEPTH else self._newest_under.get(item.path, own)

    @cached_property
    def _live(self) -> "QuerySet[Page]":
        return live_pages()

    @cached_property
    def _newest_under(self) -> dict[str, datetime]:
        pages = self._live.filter(depth__gte=SECTION_DEPTH, last_published_at__isnull=False)
        by_section = pages.order_by().annotate(top=Substr("path", 1, SECTION_PATH)).values_list("top")
        newest = dict(by_section.annotate(newest=Max("last_published_at")))
        front = {path[: -Page.steplen] for path in newest}
        return newest | {path: max(newest.values()) for path in front}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer one part of the sitemap; `?p=2` is the second."""
    return answer(request, {"pages": PagesSitemap}, template_name="publishing/sitemap.xml")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Say what is not for search engines, and where the parts of the sitemap are."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT), ""]
    lines += [f"Sitemap: {address}" for address in _parts()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def live_pages() -> "QuerySet[Page]":
    """Return the live pages of the site, the front page included; none before there is a site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        nothing: QuerySet[Page] = Page.objects.none()
        return nothing
    pages: QuerySet[Page] = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    return pages


def _parts() -> list[str]:
    first = metadata.absolute("/sitemap.xml")
    return [first, *(f"{first}?p={part}" for part in range(2, PagesSitemap().paginator.num_pages + 1))]
