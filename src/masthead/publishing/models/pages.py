"""Every kind of page. They share an abstract mixin, because Wagtail's base page cannot be swapped."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from masthead.publishing.errors import NotReady
from masthead.publishing.models.body import BodyBlock
from masthead.publishing.models.readiness import facts_of
from masthead.publishing.rules.addresses import refuse_slug
from masthead.publishing.rules.readiness import what_is_missing


class PublishedPage(models.Model):
    """What all pages share: no page is hidden behind a password, since a public page is the same for everybody."""

    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True


class TopLevelPage(PublishedPage):
    """A page right under the front page: its address must leave the program's own addresses free."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        sentence = refuse_slug(getattr(self, "slug", "") or "")
        if sentence:
            raise ValidationError({"slug": sentence})


class FrontPage(PublishedPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """The front page: stories chosen by hand come first, then the latest."""

    template = "theme/front.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["publishing.SectionPage", "publishing.PlainPage", "publishing.BylinesPage"]
    max_count = 1

    content_panels = [
        *Page.content_panels,
        InlinePanel("chosen", label="Story", heading="Stories chosen by hand", help_text="The first one leads."),
    ]


class FrontStory(Orderable):
    """A story that the desk put on the front page."""

    front = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="chosen")
    article = models.ForeignKey("publishing.ArticlePage", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("article")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.article)


class SectionPage(TopLevelPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """A section: its articles, the latest first."""

    template = "theme/section.html"
    parent_page_types = ["publishing.FrontPage"]
    subpage_types = ["publishing.ArticlePage"]

    description = models.CharField(max_length=240, blank=True, help_text="One sentence under the section's name.")

    content_panels = [*Page.content_panels, FieldPanel("description")]


class ArticlePage(PublishedPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """An article, whose claims say where they come from."""

    template = "theme/article.html"
    parent_page_types = ["publishing.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    kicker = models.CharField(max_length=60, blank=True, help_text="One to three words above the headline.")
    standfirst = models.TextField(blank=True, help_text="What the article says, in one or two sentences.")
    place = models.CharField(max_length=80, blank=True, help_text="Where it was written.")
    lead_picture = models.ForeignKey(
        "publishing.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_alternative = models.CharField(
        "alternative text", max_length=500, blank=True, help_text="What is seen; empty: the picture's own."
    )
    lead_caption = models.TextField("caption", blank=True, help_text="Empty: the picture's own.")
    body = StreamField(BodyBlock(), blank=True)
    call_heading = models.CharField(
        "heading of the second call", max_length=120, blank=True, help_text="What this article cost, for example."
    )
    call_text = models.TextField("text of the second call", blank=True)
    updated_at = models.DateTimeField(
        "updated", null=True, blank=True, help_text="Shown to readers; set it when the article says something new."
    )

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("standfirst"),
        InlinePanel("bylines", label="Byline", heading="Bylines"),
        FieldPanel("place"),
        MultiFieldPanel(
            [FieldPanel("lead_picture"), FieldPanel("lead_alternative"), FieldPanel("lead_caption")],
            heading="Lead picture",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("call_heading"), FieldPanel("call_text")], heading="Second call for support"),
        FieldPanel("updated_at"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision. The one gate for workflow, schedule and program: NotReady when it is not."""
        article = revision.as_object()
        lacks = what_is_missing(facts_of(article))
        if lacks:
            raise NotReady(article.title, lacks, article=article.pk)
        return super().publish(revision, *args, **kwargs)

    @cached_property
    def section(self) -> Page:
        """The section that the article stands in."""
        return self.get_parent().specific

    @property
    def authors(self) -> "list[AuthorPage]":
        """Who wrote it, in the order of the bylines; each once, whatever a draft says."""
        return list(dict.fromkeys(byline.author for byline in self.bylines.all()))

    @property
    def alternative(self) -> str:
        """The alternative text of the lead picture."""
        return self.lead_alternative or (self.lead_picture.description if self.lead_picture else "")

    @property
    def caption(self) -> str:
        """The caption of the lead picture."""
        return self.lead_caption or (self.lead_picture.caption if self.lead_picture else "")


class BylinesPage(TopLevelPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """Everybody who writes here."""

    template = "theme/bylines.html"
    parent_page_types = ["publishing.FrontPage"]
    subpage_types = ["publishing.AuthorPage"]
    max_count = 1

    introduction = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]


class AuthorPage(PublishedPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """Somebody who writes here, with everything they wrote. The title is the name."""

    template = "theme/author.html"
    parent_page_types = ["publishing.BylinesPage"]
    subpage_types: ClassVar[list[str]] = []

    role = models.CharField(max_length=80, blank=True, help_text="For example: lakes reporter.")
    place = models.CharField(max_length=80, blank=True)
    biography = models.TextField(blank=True, help_text="Two or three sentences.")

    content_panels = [*Page.content_panels, FieldPanel("role"), FieldPanel("place"), FieldPanel("biography")]


class Byline(Orderable):
    """One author of one article."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(AuthorPage, on_delete=models.PROTECT, related_name="bylines")

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.author)


class PlainPage(TopLevelPage, Page):  # type: ignore[django-manager-missing]  # Wagtail's manager has no types
    """A page that stands by itself: about, imprint, privacy."""

    template = "theme/plain.html"
    parent_page_types = ["publishing.FrontPage"]
    subpage_types: ClassVar[list[str]] = []

    body = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
