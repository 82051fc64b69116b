"""The meter, and the line beside the first call."""

import re
from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from masthead.funding import queries, rules
from masthead.kit import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()
_AMOUNT = re.compile("([^ \N{NO-BREAK SPACE}]+(?:\N{NO-BREAK SPACE}[^ \N{NO-BREAK SPACE},.:]+)+)")
RTL = "rtl"


@register.inclusion_tag("funding/meter.html", takes_context=True)
def meter(context: Context, direction: str = "") -> dict[str, Any]:
    """Draw the live campaign's meter; nothing when there is none. `direction` is the page's: `ltr` or `rtl`."""
    mirrored = direction == RTL if direction else get_language_bidi()
    return {"meter": _meter(context), "mirrored": mirrored}


@register.simple_tag(takes_context=True)
def support_readers(context: Context) -> str:
    """Say how many readers pay for the window, as the line beside the first call; empty when nobody does yet."""
    shown = _meter(context)
    return shown.support_line if shown else ""


@register.filter
def unbroken(sentence: str) -> SafeString:
    """Keep each amount of a sentence on one line, with a plain space that can be searched for."""
    pieces = _AMOUNT.split(sentence)
    return format_html_join("", "{}{}", zip(pieces[::2], [*map(_kept, pieces[1::2]), ""], strict=True))


@register.filter
def plain(label: str) -> str:
    """Return an amount with a plain space, for where nothing breaks lines."""
    return label.replace("\N{NO-BREAK SPACE}", " ")


@register.filter
def along(share: float, mirrored: bool) -> str:
    """Return a place on the scale as a percentage from the left edge of the drawing."""
    return f"{(1 - share if mirrored else share) * 100:.4g}%"


@register.filter
def anchored(edge: str, mirrored: bool) -> str:
    """Return the edge of a text that stands at its place, `start` or `end`, in a drawing that runs left to right."""
    if not mirrored:
        return edge
    return "end" if edge == "start" else "start"


@register.filter
def step_aside(side: str, mirrored: bool) -> int:
    """Return the pixels by which the amount stands off its pin, to the right."""
    return -8 if (side == "start") != mirrored else 8


def _kept(amount: str) -> SafeString:
    return format_html('<bdi class="amount">{}</bdi>', plain(amount))


def _meter(context: Context) -> rules.Meter | None:
    """Read the meter once for a page, however many tags ask."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return _read()
    if not hasattr(request, "funding_meter"):
        request.funding_meter = _read()  # type: ignore[attr-defined]
    return request.funding_meter  # type: ignore[attr-defined,no-any-return]


def _read() -> rules.Meter | None:
    campaign = queries.current_campaign()
    return queries.meter(campaign, clock.now()) if campaign else None
