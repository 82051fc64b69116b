"""Who or what a claim comes from."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

ANONYMOUS_HAS_A_NAME = (
    "An anonymous source has no name and no address here, so that nobody can be made to give them. "
    "Leave both empty, and say in the public reason why the name is kept."
)
REASON_IS_MISSING = "Say in public why this source is not named."
NAME_IS_MISSING = "Give the name that readers see."


class Source(index.Indexed, models.Model):
    """A person, an organisation, an agency, an outlet, a document, or somebody who must not be named.

    Of an anonymous source only the public reason is kept: no field exists for the name.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"
        AGENCY = "agency", "Agency"
        OUTLET = "outlet", "Outlet"
        DOCUMENT = "document", "Document"
        ANONYMOUS = "anonymous", "Anonymous"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=160, blank=True, help_text="As readers see it; empty for an anonymous source.")
    short = models.CharField(
        "short form",
        max_length=40,
        help_text="The word shown in a chain, in lower case: spokesman, engineer, council minutes.",
    )
    url = models.URLField("address", blank=True)
    public_reason = models.CharField(
        max_length=240, blank=True, help_text="Only for an anonymous source: why the name is kept, in public words."
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("short"),
        FieldPanel("url"),
        FieldPanel("public_reason"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("short"),
        index.AutocompleteField("short"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name", "short", "pk"]
        constraints = [
            models.CheckConstraint(
                name="anonymous_source_has_only_a_reason",
                condition=~models.Q(kind="anonymous") | (models.Q(name="", url="") & ~models.Q(public_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.short}, not named"

    def clean(self) -> None:
        super().clean()
        if self.kind != self.Kind.ANONYMOUS:
            if not self.name:
                raise ValidationError({"name": NAME_IS_MISSING})
            return
        if self.name or self.url:
            raise ValidationError({"name": ANONYMOUS_HAS_A_NAME})
        if not self.public_reason:
            raise ValidationError({"public_reason": REASON_IS_MISSING})
