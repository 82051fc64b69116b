"""The public copies of a picture: which sizes and formats there are, made when they are first asked for."""

from dataclasses import dataclass

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from masthead.publishing.models import Picture, Rendition

WIDTHS = (400, 800, 1200, 1920)
FALLBACK = 1200  # JPEG is for the few that read nothing better, and for feeds and cards elsewhere
FORMATS = (("avif", "image/avif"), ("webp", "image/webp"))


@dataclass(frozen=True, slots=True)
class Source:
    """The copies in one format, as `srcset` names them."""

    media_type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Prints:
    """A picture as a page offers it; `address`, `width` and `height` are of the copy that every browser reads."""

    sources: tuple[Source, ...]
    address: str
    width: int
    height: int


def prints(picture: Picture, widths: str = "") -> Prints | None:
    """Return the picture's public copies, made now when there are none yet; None when its file cannot be read.

    `widths`, such as "144,288", names other widths than the usual ones. No copy is wider than the original.
    """
    chosen = _widths(picture, tuple(int(one) for one in widths.split(",") if one.strip()) or WIDTHS)
    fallback = f"width-{_fallback(chosen)}|format-jpeg"
    specs = [f"width-{width}|format-{name}" for name, _ in FORMATS for width in chosen]
    try:
        found = picture.get_renditions(*specs, fallback)
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
        return None
    sources = tuple(
        Source(media_type, _srcset([found[f"width-{width}|format-{name}"] for width in chosen]))
        for name, media_type in FORMATS
    )
    plain = found[fallback]
    return Prints(sources, plain.url, plain.width, plain.height)


def _widths(picture: Picture, wanted: tuple[int, ...]) -> tuple[int, ...]:
    smaller = [width for width in sorted(set(wanted)) if width < picture.width]
    return tuple(smaller) if len(smaller) == len(set(wanted)) else (*smaller, picture.width)


def _fallback(widths: tuple[int, ...]) -> int:
    return max((width for width in widths if width <= FALLBACK), default=widths[0])


def _srcset(renditions: list[Rendition]) -> str:
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{address} {width}w" for width, address in by_width.items())
