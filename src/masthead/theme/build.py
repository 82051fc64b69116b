"""The theme's parts, joined into one style sheet and one script: two requests instead of thirty.

`collectstatic` asks the finder below like any other, so nothing has to be run before it and nothing made is committed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import django_htmx
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import File
from django.core.files.storage import Storage

PARTS = Path(__file__).resolve().parent / "static" / "theme"
HTMX = Path(django_htmx.__file__).resolve().parent / "static" / "django_htmx" / "htmx-2.min.js"

# The cascade follows the layers that layers.css names; inside of a layer, this order.
STYLES = (
    "layers", "fonts", "tokens", "ground", "page", "bar", "article", "stories", "pages", "meter", "calls", "forms",
    "sources", "discussion", "bubble", "states", "print",
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_LINE_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def style_sheet() -> str:
    """Return the parts of the style sheet as one, without comments and needless spaces; it lies one folder higher."""
    parts = [squeeze_style((PARTS / "css" / f"{name}.css").read_text("utf-8")) for name in STYLES]
    return "".join(parts).replace('url("../', 'url("')


def script() -> str:
    """Return htmx and every behaviour as one script; each behaviour is closed in itself."""
    behaviours = sorted((PARTS / "behaviours").glob("*.js"))
    return "\n".join([HTMX.read_text("utf-8").strip(), *(_closed(file.read_text("utf-8")) for file in behaviours)])


def squeeze_style(written: str) -> str:
    """Return a style sheet without comments, line ends and the spaces that mean nothing."""
    flat = _SPACE.sub(" ", _COMMENT.sub("", written)).strip()
    return _AROUND.sub(r"\1", flat).replace(";}", "}").replace(": ", ":")


def squeeze_script(written: str) -> str:
    """Return a behaviour without whole-line comments and indents; line ends stay, for statements may end with them."""
    return _INDENT.sub("", _LINE_COMMENT.sub("", _COMMENT.sub("", written))).strip()


def _closed(behaviour: str) -> str:
    return f"(()=>{{\n{squeeze_script(behaviour)}\n}})();"


BUILT = {"theme/masthead.css": style_sheet, "theme/masthead.js": script}


class JoinedStorage(Storage):
    """Serves the joined files as if they lay in a folder."""

    def path(self, name: str) -> str:
        return name

    def exists(self, name: str) -> bool:
        return name in BUILT

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":  # noqa: ARG002 - there is nothing to write
        return File(BytesIO(_built(name)), name=name)

    def get_modified_time(self, name: str) -> Any:
        raise NotImplementedError(f"{name} is made anew each time")


class JoinedFiles(BaseFinder):
    """Finds the one style sheet and the one script for `collectstatic`."""

    storage = JoinedStorage()

    def check(self, **_: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: ARG002 - they are in no folder
        return [] if find_all else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        for name in BUILT:
            yield name, self.storage


@cache
def _built(name: str) -> bytes:
    return BUILT[name]().encode()
