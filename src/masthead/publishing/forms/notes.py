"""What a picture's file says of itself: IPTC and XMP, read on upload and offered to the desk."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from PIL import ImageFile, IptcImagePlugin

from masthead.kit.text import lines, one_line

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
# Datasets of IPTC IIM 4.2, record 2 (0: none), and the XMP properties that the Photo Metadata Standard 2023.2
# maps to the same fields.
_FIELDS = {
    "credit": (110, f"{_PHOTOSHOP}Credit"),
    "rights": (116, f"{_DC}rights"),
    "photographer": (80, f"{_DC}creator"),
    "agency": (115, f"{_PHOTOSHOP}Source"),
    "caption": (120, f"{_DC}description"),
    "place": (90, f"{_PHOTOSHOP}City"),
    "taken_on": (55, f"{_PHOTOSHOP}DateCreated"),
    "event": (0, f"{_EXTENSION}Event"),
    "alternative": (0, f"{_CORE}AltTextAccessibility"),
}
_DAMAGE = (SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, struct.error)


@dataclass(frozen=True, slots=True)
class Notes:
    """What was found, in the words of our own fields; empty where the file says nothing."""

    credit: str = ""
    photographer: str = ""
    agency: str = ""
    caption: str = ""
    place: str = ""
    event: str = ""
    description: str = ""
    taken_on: date | None = None


def read(image: ImageFile.ImageFile) -> Notes:
    """Return what the file says; damaged metadata says nothing. XMP, the newer, goes before IPTC."""
    iptc, xmp = _iptc(image), _xmp(image)
    found = {name: xmp.get(twin, "") or iptc.get(number, "") for name, (number, twin) in _FIELDS.items()}
    return Notes(
        credit=one_line(found["credit"] or found["rights"]),
        photographer=one_line(found["photographer"]),
        agency=one_line(found["agency"]),
        caption=lines(found["caption"]),
        place=one_line(found["place"]),
        event=one_line(found["event"]),
        description=one_line(found["alternative"]),
        taken_on=_date(found["taken_on"]),
    )


def _iptc(image: ImageFile.ImageFile) -> dict[int, str]:
    try:
        found: dict[Any, Any] = IptcImagePlugin.getiptcinfo(image) or {}
    except _DAMAGE:
        return {}
    return {dataset: _decoded(value) for (record, dataset), value in found.items() if record == 2}  # noqa: PLR2004 - IIM's application record


def _decoded(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return ", ".join(_text(part) for part in parts)


def _text(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("latin-1")


def _xmp(image: ImageFile.ImageFile) -> dict[str, str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    written = packet.encode() if isinstance(packet, str) else bytes(packet)
    try:
        root = ElementTree.fromstring(written.strip(b"\x00 \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError):
        return {}
    return {name: value for name, value in _properties(root) if value}


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    # One packet may have several descriptions, and each property may stand as an attribute or as an element.
    for description in root.iter(f"{_RDF}Description"):
        yield from description.attrib.items()
        for child in description:
            items = [item.text or "" for item in child.iter(f"{_RDF}li")]
            yield child.tag, ", ".join(items) if items else (child.text or "").strip()


def _date(written: str) -> date | None:
    day = written.strip()[:10].replace(":", "-")
    for pattern in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(day[: 10 if "-" in day else 8], pattern).date()  # noqa: DTZ007 - a day, of no zone
        except ValueError:
            continue
    return None
