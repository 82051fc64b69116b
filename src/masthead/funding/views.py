"""The page that says how to give."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masthead.funding import queries


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    return render(request, "funding/support.html", {"campaign": queries.current_campaign()})
