"""Small words for the pages: times, captions, quotations and counts as readers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from masthead.kit import clock

register = template.Library()

KNOWN = {"seen": "seeing", "heard": "hearing", "read": "reading", "relayed": "being told"}
# Languages whose letters the two cuts of fonts/make.py hold, whole.
LETTERED = frozenset(("da", "de", "en", "es", "fi", "fo", "fr", "gl", "is", "it", "nb", "nl", "nn", "no", "pt", "sv"))
ENDS = (".", "?", "!", "”", "…")


@register.simple_tag
def today() -> SafeString:
    """Write this day in the newsroom's own time: `Wednesday, 24 January`."""
    here = timezone.localtime(clock.now())
    return format_html('<time datetime="{}">{}</time>', format_date(here, "Y-m-d"), format_date(here, "l, j F"))


@register.filter
def has_letters(language: str) -> bool:
    """Say whether the theme's own fonts hold every letter of a language; else the page takes the fallback whole."""
    return language.partition("-")[0] in LETTERED


@register.filter
def when(moment: datetime | None) -> str:
    """Write a time as readers say it: `24 January, 06:10`, with the year when it is not this one."""
    return clock.written(moment, clock.now()) if moment else ""


@register.filter
def machine(moment: datetime | None) -> str:
    """Write a time for machines, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def same_day(one: datetime, other: datetime) -> bool:
    """Say whether two times fall on one day of the newsroom's own calendar."""
    return timezone.localtime(one).date() == timezone.localtime(other).date()


@register.filter
def known_by(known: str) -> str:
    """Say how something came to be known: `heard` becomes `hearing`."""
    return KNOWN.get(known, known)


@register.filter
def host(address: str) -> str:
    """Return an address as it is read aloud: without its scheme and the slash at its end."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what a mapping holds for a key that is itself a variable; None when it holds nothing."""
    return found.get(key)


@register.filter
def sourced(counts: Any) -> str:
    """Say how many claims of each kind an article has, without the paragraphs that name no source."""
    return str(replace(counts, unnamed=0).sentence)


@register.filter
def pictured_first(stories: Sequence[Any]) -> Sequence[Any]:
    """Let the first story that has a picture lead a row; without any picture the order stays."""
    lead = next((story for story in stories if story.lead_picture), None)
    return [lead, *(story for story in stories if story is not lead)] if lead else stories


@register.filter
def closes_a_sentence(words: str) -> str:
    """Return `words` with a full stop, unless they end with a mark of their own."""
    return words if words.endswith(ENDS) else f"{words}."


@register.filter
def keep_agency(caption: str) -> SafeString:
    """Keep the agency at a caption's end on one line with its bracket: `… (By AFN)`."""
    words, bracket, agency = caption.rpartition("(")
    if not bracket or not agency.rstrip().endswith(")"):
        return format_html("{}", caption)
    return format_html('{}<span class="agency">({}</span>', words, agency)


@register.filter
def brings_marks(words: str) -> bool:
    """Say whether a pull quote begins with quotation marks of its own; others are given the language's."""
    return words.startswith(("“", "«", "„", "‘", '"'))
