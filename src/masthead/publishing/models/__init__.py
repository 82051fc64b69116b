"""What is published: pages, pictures, sources, and what the publication says of itself."""

from masthead.publishing.models.pages import (
    ArticlePage,
    AuthorPage,
    Byline,
    BylinesPage,
    FrontPage,
    FrontStory,
    PlainPage,
    SectionPage,
)
from masthead.publishing.models.pictures import Picture, Rendition
from masthead.publishing.models.publication import PublicationSettings
from masthead.publishing.models.sources import Source

__all__ = [
    "ArticlePage",
    "AuthorPage",
    "Byline",
    "BylinesPage",
    "FrontPage",
    "FrontStory",
    "Picture",
    "PlainPage",
    "PublicationSettings",
    "Rendition",
    "SectionPage",
    "Source",
]
