"""What all views of a discussion share: the article, who acts, and how a refusal is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from masthead.discussion import queries
from masthead.kit.refusals import Missing, Refusal
from masthead.publishing import queries as publishing
from masthead.publishing.models import ArticlePage
from masthead.readers import operations as readers
from masthead.readers.models import Reader

View = Callable[..., HttpResponse]


def of_an_article(view: View) -> View:
    """Give the view the live article of the address; tell a Refusal in a page of its own."""

    @wraps(view)
    def answer(request: HttpRequest, section: str, slug: str, **named: Any) -> HttpResponse:
        try:
            article = publishing.live_article(section, slug)
            if article is None:
                raise Missing("There is no article at this address.")
            return view(request, article, **named)
        except Refusal as refusal:
            return tell(request, refusal)

    return answer


def tell(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the refusal's sentence and status: in a page, or for htmx where the page that is there says it."""
    context = {"status": refusal.status, "sentence": refusal.sentence}
    template = "discussion/told.html" if wants_fragment(request) else "theme/refusal.html"
    response = render(request, template, context, status=refusal.status)
    if wants_fragment(request):
        response["HX-Reswap"] = "none"  # what was asked for stays out; only the sentence goes into its place
    return with_wait(response, refusal)


def with_wait(response: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """Say in a header when a limit opens again."""
    if refusal and refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def reader_of(request: HttpRequest) -> Reader | None:
    """Return who acts; the answer then depends on it and is never stored."""
    return cast("Reader | None", request.find_reader())  # type: ignore[attr-defined] # set by ReaderMiddleware


def remember(request: HttpRequest, reader: Reader | None) -> None:
    """Let the reader's browser keep the mark."""
    request.remembered_reader = reader  # type: ignore[attr-defined] # read by ReaderMiddleware


def network_of(request: HttpRequest) -> str:
    """Return the hash of the network that the request comes from."""
    return readers.network_hash(request.network_address)  # type: ignore[attr-defined] # set by NetworkMiddleware


def wants_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asks, which puts a part into the page that is there."""
    return request.headers.get("HX-Request") == "true"


def address_of(article: ArticlePage) -> str:
    """Return the address of the article's discussion."""
    return f"{queries.address_of(article)}discussion/"
