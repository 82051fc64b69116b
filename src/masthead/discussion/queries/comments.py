"""One comment, or a list of them for the staff."""

from django.db.models import QuerySet
from wagtail.models import Page

from masthead.discussion.models import Comment, State
from masthead.kit.refusals import Missing


def find_comment(page: Page, number: int) -> Comment:
    """Return the comment with this number under `page`, or raise Missing."""
    comment = Comment.objects.select_related("thread", "parent", "question").filter(thread__page_id=page.pk, pk=number)
    found = comment.first()
    if found is None:
        raise Missing("There is no such comment under this article.")
    found.thread.page = page
    return found


def find_listed(page: Page, number: int) -> Comment:
    """Return a comment that has a place on the page, or raise Missing."""
    comment = find_comment(page, number)
    if not comment.listed:
        raise Missing("This comment is not, or no longer, in the discussion.")
    return comment


def comments_in(state: State) -> QuerySet[Comment]:
    """Return all comments in a state, newest first, for the staff."""
    return Comment.objects.filter(state=state).select_related("thread__page", "decided_by").order_by("-pk")
