"""What is one reader's own: their votes, and the comments that they can still change."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from wagtail.models import Page

from masthead.discussion import rules
from masthead.discussion.models import Comment, State, Vote
from masthead.readers.models import Reader


def vote_of(reader: Reader | None, comment: Comment) -> Vote | None:
    """Return the reader's vote on the comment, if any."""
    return Vote.objects.filter(reader=reader, comment=comment).first() if reader else None


def votes_of(reader: Reader, numbers: Sequence[int]) -> dict[int, Vote]:
    """Return the reader's votes on these comments, by the comment's number."""
    return {vote.comment_id: vote for vote in _votes_on(reader, numbers)}


def own_of(reader: Reader, page: Page, numbers: Sequence[int]) -> list[Comment]:
    """Return the reader's own comments among these, and theirs under `page` that are held, the newest first."""
    mine = Comment.objects.filter(thread__page_id=page.pk, reader=reader)
    wanted = mine.filter(Q(pk__in=numbers, state=State.SHOWN) | Q(state=State.HELD))
    return list(wanted.select_related("thread", "question").order_by("-pk")[: rules.MOST_ASKED])


def _votes_on(reader: Reader, numbers: Sequence[int]) -> QuerySet[Vote]:
    return Vote.objects.filter(reader=reader, comment_id__in=numbers).select_related("comment__thread")
