"""What the pages put together from the apps below: stories in rows and lists, times, and small words."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import template
from django.http import Http404
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from masthead.kit import clock
from masthead.publishing import queries as publishing
from masthead.theme.stories import Front, StoryPage, front_of, stories_of

register = template.Library()

KNOWN = {"seen": "seeing", "heard": "hearing", "read": "reading", "relayed": "being told"}
PARAMETER = "page"


@register.simple_tag
def front_stories(page: Page) -> Front:
    """`{% front_stories page as front %}`: the lead, the secondary stories and the sections' rows."""
    return front_of(page)


@register.simple_tag(takes_context=True)
def story_page(context: template.Context, *, section: Any = None, author: Any = None) -> StoryPage:
    """`{% story_page section=page as list %}`: the page of stories that `?page=` asks for; 404 for one that is not."""
    request = context.get("request")
    written = request.GET.get(PARAMETER, "1") if request else "1"
    number = int(written) if written.isdecimal() and len(written) < 5 else 0  # noqa: PLR2004 - nobody pages so far
    found = stories_of(number, section=section, author=author)
    if found is None:
        raise Http404
    return found


@register.filter
def when(moment: datetime | None) -> str:
    """Write a time as readers say it: `24 January, 06:10`, with the year when it is not this one."""
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    year = "" if here.year == timezone.localtime(clock.now()).year else " Y"
    return format_date(here, f"j F{year}, H:i")


@register.filter
def known_by(known: str) -> str:
    """Say how something came to be known: `heard` becomes `hearing`."""
    return KNOWN.get(known, known)


@register.filter
def host(address: str) -> str:
    """Return an address as it is read aloud: without its scheme and the slash at its end."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@register.filter
def of(found: dict[str, Any], key: str) -> Any:
    """Return what a mapping holds for a key that is itself a variable."""
    return found.get(key, [])


@register.filter
def sourced(counts: Any) -> str:
    """Say how many claims of each kind an article has, without the paragraphs that name no source."""
    return str(replace(counts, unnamed=0).sentence)


@register.filter
def closes_a_sentence(words: str) -> str:
    """Return `words` with a full stop, unless they end with a mark of their own."""
    return words if words.endswith((".", "?", "!", "”", "…")) else f"{words}."


@register.filter
def keep_agency(caption: str) -> SafeString:
    """Keep the agency at a caption's end on one line with its bracket: `… (By AFN)`."""
    words, bracket, agency = caption.rpartition("(")
    if not bracket or not agency.rstrip().endswith(")"):
        return format_html("{}", caption)
    return format_html('{}<span class="agency">({}</span>', words, agency)


@register.filter
def quoted(words: SafeString, pull: bool) -> SafeString:
    """Set a quotation in its paragraph; a pull quote gets its marks where they are missing, the first one to hang."""
    if pull and not words.startswith("“"):
        return format_html("<p>“{}”</p>", words)
    return format_html("<p>{}</p>", words)


@register.simple_tag
def today() -> SafeString:
    """Write this day in the newsroom's own time: `Wednesday, 24 January`."""
    here = timezone.localtime(clock.now())
    return format_html('<time datetime="{}">{}</time>', format_date(here, "Y-m-d"), format_date(here, "l, j F"))


@register.simple_tag
def footer_pages() -> list[Page]:
    """`{% footer_pages as pages %}`: what stands right under the front page and is no section, in its order."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    sections = [section.pk for section in publishing.navigation()]
    return list(Page.objects.live().child_of(site.root_page).exclude(pk__in=sections).order_by("path"))
