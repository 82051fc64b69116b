"""The staff decides whether a comment appears."""

from django.db import transaction

from masthead.discussion.events import CommentChanged
from masthead.discussion.models import Comment, State
from masthead.discussion.operations.listing import hold, move
from masthead.discussion.rules import SENTENCE_LENGTH
from masthead.kit import clock, events
from masthead.kit import text as kit_text
from masthead.kit.refusals import Conflict, Refusal
from masthead.readers.models import User


def approve(*, comment: Comment, by: User | None, reason: str = "") -> Comment:
    """Show a held comment. Raises Conflict when it is not held."""
    return _decide(comment, State.HELD, State.SHOWN, by, reason)


def hide(*, comment: Comment, by: User | None, reason: str) -> Comment:
    """Take a shown or held comment from the page, with a reason. Raises Refusal without one, Conflict when removed."""
    if not kit_text.one_line(reason):
        raise Refusal("Say why it is hidden, in a few words.", field="reason")
    source = State.HELD if comment.state == State.HELD else State.SHOWN
    return _decide(comment, source, State.HIDDEN, by, reason)


def restore(*, comment: Comment, by: User | None, reason: str = "") -> Comment:
    """Show a hidden comment again. Raises Conflict when it is not hidden."""
    return _decide(comment, State.HIDDEN, State.SHOWN, by, reason)


def _decide(comment: Comment, before: State, after: State, by: User | None, reason: str) -> Comment:
    tidy = kit_text.one_line(reason)
    if len(tidy) > SENTENCE_LENGTH:
        raise Refusal(f"A reason may have {SENTENCE_LENGTH} characters at most.", field="reason")
    with transaction.atomic():
        current = hold(comment)
        if current.state != before:
            raise Conflict(f"This comment is {current.state} by now. Load the page again to see how it stands.")
        current.reason, current.decided_by, current.decided_at = tidy, by, clock.now()
        move(current, after)
        events.announce(CommentChanged(page_id=current.thread.page_id, comment_id=current.pk))
    return current
