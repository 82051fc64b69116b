"""The counters and places that follow a change: kept in the transaction of the change, under the thread's lock.

Whatever changes a thread takes the thread's row first, so that changes follow each other and never lock crosswise.
"""

from django.db.models import F
from wagtail.models import Page

from masthead.discussion.models import Comment, Question, State, Thread
from masthead.kit.refusals import Conflict

# Never the counters: votes move those meanwhile, under the comment's own lock.
DECIDED = ["state", "source", "html", "name", "reason", "decided_by", "decided_at"]


def open_thread(page: Page) -> Thread:
    """Return the page's thread, made now if this is the first need of it, and hold it until the transaction ends."""
    Thread.objects.get_or_create(page_id=page.pk)
    return Thread.objects.select_for_update(no_key=True).get(page_id=page.pk)


def hold(comment: Comment) -> Comment:
    """Return the comment as it stands now, with its thread held until the transaction ends."""
    Thread.objects.select_for_update(no_key=True).get(pk=comment.thread_id)
    return Comment.objects.select_related("thread", "parent").get(pk=comment.pk)


def refuse_if_closed(thread: Thread) -> None:
    if thread.is_closed:
        raise Conflict(thread.closed_sentence)


def enter(comment: Comment) -> None:
    """Count a comment that was just made."""
    if not comment.is_shown:
        return
    _count(comment, 1)
    _count_reply(comment, 1)


def move(comment: Comment, state: State) -> None:
    """Give a comment another state, and let the thread's count and everybody's places follow."""
    change = (state == State.SHOWN) - comment.is_shown
    comment.state = state
    comment.save(update_fields=DECIDED)
    _count(comment, change)
    _place(comment)


def _place(comment: Comment | None) -> None:
    while comment is not None:
        listed = comment.is_shown or comment.answers.filter(listed=True).exists()
        if listed == comment.listed:
            return
        Comment.objects.filter(pk=comment.pk).update(listed=listed)
        _count_reply(comment, 1 if listed else -1)
        comment = comment.parent


def _count(comment: Comment, change: int) -> None:
    Thread.objects.filter(pk=comment.thread_id).update(comment_count=F("comment_count") + change)
    if comment.question_id:
        Question.objects.filter(pk=comment.question_id).update(answer_count=F("answer_count") + change)


def _count_reply(comment: Comment, change: int) -> None:
    if comment.root_id:
        Comment.objects.filter(pk=comment.root_id).update(reply_count=F("reply_count") + change)
