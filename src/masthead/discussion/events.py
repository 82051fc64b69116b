"""What happened under a page, for purge and live update."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommentPosted:
    """Somebody has said something."""

    page_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentChanged:
    """A comment was edited, deleted, approved, hidden or restored."""

    page_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A vote on a comment was given, turned or taken back."""

    page_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class DiscussionChanged:
    """A discussion was closed or reopened, or the desk asked or withdrew a question."""

    page_id: int
