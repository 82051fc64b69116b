"""The reads that pages need: articles by address, the latest stories, what the publication says of itself."""

from masthead.publishing.queries.bodies import claim_counts, passages
from masthead.publishing.queries.publication import Publication, navigation, plain_pages, publication
from masthead.publishing.queries.stories import (
    Front,
    Row,
    Shelf,
    front,
    latest_stories,
    live_article,
    live_articles,
    stories_by,
    stories_in,
)

__all__ = [
    "Front",
    "Publication",
    "Row",
    "Shelf",
    "claim_counts",
    "front",
    "latest_stories",
    "live_article",
    "live_articles",
    "navigation",
    "passages",
    "plain_pages",
    "publication",
    "stories_by",
    "stories_in",
]
