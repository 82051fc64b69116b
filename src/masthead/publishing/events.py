"""What happened in publishing, told after commit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """An article went live, for the first time or anew."""

    article: int


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn:
    """An article is no longer live."""

    article: int
