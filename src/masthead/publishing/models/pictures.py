"""Pictures: the original, which nobody outside sees, and the clean copies that are published."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from masthead.publishing.darkroom import print_clean


class Picture(AbstractImage):
    """A picture with its facts. `description` is the alternative text; credit and it must stand before publishing."""

    description = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What is seen in the picture. Never the headline, the file name or the caption.",
    )
    credit = models.CharField(max_length=160, blank=True, help_text="Who is named beside the picture.")
    caption = models.TextField(blank=True, help_text="In prose, with the agency at the end: “… (By AFN)”.")
    subject = models.CharField(max_length=160, blank=True)
    event = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=120, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    file_photo = models.BooleanField(default=False, help_text="Taken on another occasion than the one reported.")
    photographer = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)

    admin_form_fields = (
        "file",
        "title",
        "description",
        "credit",
        "caption",
        "subject",
        "event",
        "place",
        "taken_on",
        "file_photo",
        "photographer",
        "agency",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        return self.description

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Make copies one after the other: Wagtail unfolds three originals at once, too much for a small machine."""
        return {spec: self.create_rendition(spec) for spec in filters}

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> ContentFile[bytes]:  # noqa: A002 - Wagtail's name
        """Make a public copy: turned upright, scaled, in sRGB, without any metadata but the rights."""
        with filter.get_willow_image(self, source) as image:
            printed, extension = print_clean(image, filter, self)
        # The name is the content's: it can be kept for ever, and tells nothing of how the original was called.
        return ContentFile(printed, name=f"{hashlib.sha256(printed).hexdigest()[:24]}.{extension}")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return str(Path("images") / filename)
