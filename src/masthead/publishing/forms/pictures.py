"""The form of a picture: what cannot be read is refused with a sentence, what the file says is offered."""

import struct
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from masthead.publishing.darkroom import to_srgb, upright
from masthead.publishing.forms import notes
from masthead.publishing.queries.pictures import articles_with

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
TOO_MANY_PIXELS = "This picture has more than {most} million pixels. Scale it down and upload it again."
DAMAGED = "This picture cannot be read: the file is damaged or is no picture. Export it again and upload the new file."
STILL_USED = "This picture stands in {count}, so its {what} cannot be emptied."
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, EOFError, MemoryError, IndexError, KeyError, struct.error)


class PictureFileField(WagtailImageField):
    """Reads a picture whole before it is kept, so that nothing comes in that cannot be shown."""

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            refuse_what_cannot_be_shown(data)
            data.seek(0)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            known = self.fields["file"]
            self.fields["file"] = PictureFileField(label=known.label, widget=known.widget, required=known.required)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for field, what in (("credit", "credit"), ("description", "alternative text")):
            if self.instance.pk and field in self.changed_data and not cleaned.get(field, "").strip():
                self._refuse_to_empty(field, what)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if "file" in self.changed_data:
            self._take_over(notes.read(Image.open(self.cleaned_data["file"], formats=FORMATS)))
            self.cleaned_data["file"].seek(0)
        picture = super().save(commit=commit)
        if commit and {"credit", "photographer"} & set(self.changed_data):
            picture.renditions.all().delete()  # they carry the old credit; new ones are made when they are asked for
        return picture

    def _take_over(self, found: notes.Notes) -> None:
        for name in ("credit", "photographer", "agency", "caption", "place", "event", "description", "taken_on"):
            value = getattr(found, name)
            if value and not getattr(self.instance, name):
                most = self.instance._meta.get_field(name).max_length  # noqa: SLF001 - Django's documented door
                setattr(self.instance, name, value[:most] if most else value)

    def _refuse_to_empty(self, field: str, what: str) -> None:
        used = articles_with(self.instance)
        if used:
            count = "a published article" if used == 1 else f"{used} published articles"
            self.add_error(field, STILL_USED.format(count=count, what=what))


def refuse_what_cannot_be_shown(file: Any) -> None:
    """Raise ValidationError for a picture that is too large to unfold, damaged, or none."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    try:
        # Opening reads the head alone; the size is known before a single pixel is unfolded.
        image = Image.open(file, formats=FORMATS)
        too_many = image.width * image.height > most
        if not too_many:
            image.load()
            to_srgb(upright(image).resize((1, 1)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        too_many = True
    except _DAMAGE as error:
        raise ValidationError(DAMAGED, code="damaged") from error
    if too_many:
        raise ValidationError(TOO_MANY_PIXELS.format(most=most // 1_000_000), code="too_many_pixels")
