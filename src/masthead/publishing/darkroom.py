"""How a public copy of a picture is made: upright, scaled, in sRGB, and with no metadata but who is to be credited."""

import struct
from io import BytesIO
from typing import Any, Protocol
from xml.sax.saxutils import escape

from PIL import Image, ImageCms, ImageOps

QUALITY = {"avif": 58, "webp": 80, "jpeg": 82}
EXTENSIONS = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{fields}</rdf:Description></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
)


class Credited(Protocol):
    """What is credited: the fields of a picture that go into its public copies."""

    credit: Any
    photographer: Any
    width: Any
    height: Any


def rights(picture: Credited) -> bytes:
    """Return the XMP packet that a public copy carries: credit and photographer, nothing else."""
    fields = ""
    if picture.credit:
        credit = escape(picture.credit)
        fields += f"<photoshop:Credit>{credit}</photoshop:Credit>"
        fields += f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{credit}</rdf:li></rdf:Alt></dc:rights>'
    if picture.photographer:
        fields += f"<dc:creator><rdf:Seq><rdf:li>{escape(picture.photographer)}</rdf:li></rdf:Seq></dc:creator>"
    return _PACKET.format(fields=fields).encode() if fields else b""


def print_clean(image: Any, spec: Any, picture: Credited) -> tuple[bytes, str]:
    """Return the bytes of a public copy and its extension; `image` is Willow's, `spec` Wagtail's filter."""
    pixels = to_srgb(upright(image.get_pillow_image()))
    transform = spec.get_transform(picture, pixels.size)
    box = transform.get_rect().round()
    pixels = pixels.crop((box.left, box.top, box.right, box.bottom))
    pixels = pixels.resize([max(1, round(side)) for side in transform.size], Image.Resampling.LANCZOS)
    wish: dict[str, Any] = {}
    for operation in spec.filter_operations:
        operation.run(image, picture, wish)
    name = wish.get("output-format") or ("png" if pixels.mode == "RGBA" else "jpeg")
    name = name if name in EXTENSIONS else "jpeg"
    return encode(pixels, name, rights(picture)), EXTENSIONS[name]


def upright(image: Image.Image) -> Image.Image:
    """Return the picture as it was meant to be held; a damaged note about it says nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, ZeroDivisionError, struct.error):
        return image


def to_srgb(image: Image.Image) -> Image.Image:
    """Return the pixels in sRGB, so that no colour profile (which may name a device) has to come along."""
    alpha = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if alpha else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            turned = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None  # a damaged profile says nothing about the colours
        if turned is not None:
            image = turned
    return image if image.mode == mode else image.convert(mode)


def encode(image: Image.Image, name: str, packet: bytes) -> bytes:
    """Return the picture in the format `name`, with `packet` as its only metadata."""
    if name == "jpeg" and image.mode == "RGBA":
        ground = Image.new("RGB", image.size, (255, 255, 255))
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    # A fresh picture of the same pixels: nothing that the original brought along can be written.
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    output = BytesIO()
    extra: dict[str, Any] = {"xmp": packet} if packet and name != "png" else {}
    if name == "png":
        clean.save(output, "PNG", optimize=True)
    elif name == "jpeg":
        clean.save(output, "JPEG", quality=QUALITY[name], progressive=True, optimize=True, **extra)
    elif name == "webp":
        clean.save(output, "WEBP", quality=QUALITY[name], **extra)
    else:
        clean.save(output, "AVIF", quality=QUALITY[name], speed=9, **extra)
    return output.getvalue()
