"""An answer for the desk when something could not be published from a page that is not the editor's form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from masthead.publishing.errors import NotReady


class NotReadyMiddleware:
    """Turn a refusal to publish (approval, bulk publishing) into its sentence on the article's own edit page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotReady) or not hasattr(request, "session"):
            return None
        messages.error(request, exception.sentence)
        address = reverse("wagtailadmin_pages:edit", args=[exception.article])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})  # what Wagtail's dialogue waits for
        return redirect(address)
