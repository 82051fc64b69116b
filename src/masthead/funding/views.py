"""The page that says how to give, and lists what was given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masthead.funding import queries
from masthead.kit import clock


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Say why money is needed, how to give for now, and every entry of the window."""
    campaign = queries.current_campaign()
    context: dict[str, Any] = {"campaign": campaign}
    if campaign:
        context["entries"] = queries.public_entries(campaign, clock.now())
    return render(request, "funding/support.html", context)
