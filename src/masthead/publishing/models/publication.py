"""What the publication says of itself."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class PublicationSettings(BaseSiteSetting):
    name = models.CharField(max_length=80, default="A newsroom", help_text="The nameplate.")
    tagline = models.CharField(max_length=160, blank=True, help_text="One line under the nameplate.")
    place = models.CharField(max_length=80, blank=True, help_text="Where the newsroom is.")
    language = models.CharField(
        max_length=12, blank=True, help_text="A language code such as en or ar; empty: the site's own."
    )

    panels = [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("place"), FieldPanel("language")]

    class Meta:
        verbose_name = "publication"

    def __str__(self) -> str:
        return self.name
