"""The public copies of pictures. Originals have no address."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe


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
