"""The pages that say that something went wrong."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from masthead.kit.refusals import Refusal


def bad_request(request: HttpRequest, exception: Exception, *_: Any, **__: Any) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _say(request, 413, "That was more than this site takes at once. Send less, or in parts.")
    if isinstance(exception, Refusal):
        return _say(request, exception.status, exception.sentence)
    return _say(request, 400, "The address or the form could not be read. Go back and try again.")


def forbidden(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _say(request, 403, "This page is not for everybody, and you may not see it.")


def missing(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return _say(request, 404, "There is no page at this address. It may have moved; the front page lists what is new.")


def broken(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    # What broke may be the database, so this page asks it nothing.
    sentence = "Something broke on our side. It has been written down; please try again in a minute."
    return _say(request, 500, sentence, template="theme/broken.html")


def _say(request: HttpRequest, status: int, sentence: str, *, template: str = "theme/refusal.html") -> HttpResponse:
    return render(request, template, {"status": status, "sentence": sentence}, status=status)
