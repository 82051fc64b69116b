"""What every request passes: who asks, what the page may load, who may change something, and the staff's own part."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from masthead.delivery import rules

BACKSTAGE = "/backstage/"
NOBODY_IS_TRUSTED = (
    "A proxy says who the reader is, and MASTHEAD_TRUSTED_PROXIES names nobody to believe: all readers share the "
    "limits of one network. Set it to the proxy's address."
)
log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponseBase]


class NetworkMiddleware:
    """Say who asks in `request.network_address`; nothing else in the program reads an address from the request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.has_warned = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if forwarded and settings.PRODUCTION and not settings.TRUSTED_PROXIES and not self.has_warned:
            self.has_warned = True
            log.warning(NOBODY_IS_TRUSTED)
        address = rules.reader_address(request.META.pop("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
        request.network_address = address  # type: ignore[attr-defined]
        return self.get_response(request)


class PolicyMiddleware:
    """Put the content policy on every answer: the strict one for readers and previews, its own for the backstage."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        staff = request.path.startswith(BACKSTAGE)
        if response.has_header("Content-Security-Policy"):
            # A preview was served as the reader's page, inside a page of the backstage.
            response["Content-Security-Policy"] = rules.PREVIEW_POLICY
        else:
            response["Content-Security-Policy"] = rules.BACKSTAGE_POLICY if staff else rules.READER_POLICY
        response["X-Content-Type-Options"] = "nosniff"
        response["Referrer-Policy"] = "same-origin"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        if settings.SECURE:
            response["Strict-Transport-Security"] = "max-age=31536000"
        return response


class CrossSiteMiddleware:
    """Refuse a change that another site's page asks for, by what the browser itself says of the request's origin."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.own_host = settings.ADDRESS.partition("://")[2]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        headers = rules.Headers(
            fetch_site=request.headers.get("Sec-Fetch-Site", ""),
            origin=request.headers.get("Origin", ""),
            has_cookie=bool(request.headers.get("Cookie")),
        )
        if rules.is_same_site(str(request.method), headers, [request.get_host(), self.own_host]):
            # Under /backstage/ Django's token is checked as well.
            return self.get_response(request)
        return _refused(request)


class _OnlyBackstage:
    """Sessions and staff exist under /backstage/ alone, so that no public page sets or reads a cookie of theirs."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(BACKSTAGE):
            return super().__call__(request)  # type: ignore[misc,no-any-return]
        return self.get_response(request)  # type: ignore[no-any-return]


class BackstageSessions(_OnlyBackstage, SessionMiddleware):
    pass


class BackstageTokens(_OnlyBackstage, CsrfViewMiddleware):
    def process_view(
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        if not request.path.startswith(BACKSTAGE):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class BackstageStaff(_OnlyBackstage, AuthenticationMiddleware):
    pass


class BackstageMessages(_OnlyBackstage, MessageMiddleware):
    pass


def _refused(request: HttpRequest) -> HttpResponse:
    sentence = "This request came from another site's page, so nothing was changed. Open the page here and try again."
    return render(request, "theme/refusal.html", {"status": 403, "sentence": sentence}, status=403)
