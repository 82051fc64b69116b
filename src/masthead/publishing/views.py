"""Articles, read in few queries, and the public copies of pictures. Originals have no address."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.views import serve

from masthead.publishing import queries


def article(request: HttpRequest, section: str, slug: str) -> HttpResponseBase:
    """Answer with the article at this address; any other page of two steps is Wagtail's to find.

    Wagtail walks the tree from the top and looks at each step for a password, which no page of ours can have.
    """
    found = queries.live_article(section, slug)
    return found.serve(request) if found else serve(request, f"{section}/{slug}/")


@require_safe
def print_of_picture(_request: HttpRequest, name: str) -> FileResponse:
    """Answer with a public copy. Its name is made of its content, so it may be kept for ever."""
    try:
        file = default_storage.open(f"images/{name}", "rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
