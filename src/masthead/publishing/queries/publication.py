"""What the publication says of itself, and what stands in its navigation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from masthead.publishing.models import PlainPage, PublicationSettings, SectionPage


@dataclass(frozen=True, slots=True)
class Publication:
    """`address` is the site's own, without a slash at its end; `direction` is `ltr` or `rtl`."""

    name: str
    tagline: str
    place: str
    address: str
    language: str
    direction: str


def publication(request: Any = None) -> Publication:
    """Return what the default site's publication says of itself; one query, and but one for each `request`.

    It has a name before anybody gave one.
    """
    if request is None:
        return _publication()
    if not hasattr(request, "publication"):
        request.publication = _publication()
    found: Publication = request.publication
    return found


def _publication() -> Publication:
    words = PublicationSettings.objects.filter(site__is_default_site=True).first() or PublicationSettings()
    language = words.language or settings.LANGUAGE_CODE
    return Publication(words.name, words.tagline, words.place, settings.ADDRESS, language, _direction(language))


def navigation() -> list[SectionPage]:
    """Return the live sections in the order of the backstage; one query."""
    return list(SectionPage.objects.live().order_by("path"))


def plain_pages() -> list[PlainPage]:
    """Return the live plain pages (about, imprint, privacy) without their text; one query."""
    return list(PlainPage.objects.live().defer("body").order_by("path"))


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:  # a language that Django has not heard of
        return "ltr"
