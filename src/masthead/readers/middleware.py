"""Who acts, read from the guest's mark only when somebody asks for it; and who tries the staff's door."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from masthead.kit.refusals import TooMany
from masthead.readers import operations, queries
from masthead.readers.models import Reader
from masthead.readers.rules import MARK_DAYS

COOKIE = "masthead_mark"
DOORS = {"/backstage/login/", "/backstage/password_reset/"}


class ReaderMiddleware:
    """Offer `request.find_reader()` and keep the mark of a reader whom a view put into `request.remembered_reader`.

    A page that asks depends on who asks, so its answer is never stored by a cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = False
        found: Reader | None = None

        def find_reader() -> Reader | None:
            nonlocal asked, found
            if not asked:
                asked, found = True, queries.reader_of_mark(request.COOKIES.get(COOKIE))
            return found

        request.find_reader = find_reader  # type: ignore[attr-defined]
        request.remembered_reader = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        remembered: Reader | None = request.remembered_reader  # type: ignore[attr-defined]
        if remembered is not None and remembered != found:
            _set_mark(response, remembered)
        if asked or remembered is not None:
            response["Cache-Control"] = "private, no-store"
        return response


class StaffDoorMiddleware:
    """Limit how often somebody tries the staff's door: by network and by the name that is tried."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and request.path in DOORS:
            name = request.POST.get("username") or request.POST.get("email") or ""
            try:
                operations.charge_sign_in(address=request.network_address, name=name)  # type: ignore[attr-defined]
            except TooMany as refusal:
                return _too_many(request, refusal)
        return self.get_response(request)


def _too_many(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    context = {"status": refusal.status, "sentence": refusal.sentence}
    response = render(request, "theme/refusal.html", context, status=refusal.status)
    response["Retry-After"] = str(refusal.retry_after)
    return response


def _set_mark(response: HttpResponseBase, reader: Reader) -> None:
    response.set_cookie(
        COOKIE,
        operations.mark_of(reader),
        max_age=MARK_DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
