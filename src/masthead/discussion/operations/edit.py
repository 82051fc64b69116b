"""An author changes their mind, within the window."""

from django.db import transaction

from masthead.discussion.events import CommentChanged
from masthead.discussion.models import Comment, CommentVersion, State
from masthead.discussion.operations.listing import hold, move, refuse_if_closed
from masthead.discussion.operations.render import words_of
from masthead.kit import clock, events
from masthead.kit.refusals import Conflict, Forbidden, Missing
from masthead.readers.models import Reader


def edit(*, comment: Comment, reader: Reader | None, source: str) -> Comment:
    """Replace what the reader's own comment says; what it said before is kept.

    Raises Forbidden (somebody else's), Conflict (too late, closed), Missing (removed) and Refusal (bad text).
    """
    with transaction.atomic():
        comment = _own(comment, reader)
        refuse_if_closed(comment.thread)
        words = words_of(comment.thread.page, source)
        if words.source != comment.source:
            now = clock.now()
            CommentVersion.objects.create(comment=comment, source=comment.source, replaced_at=now)
            comment.source, comment.html, comment.edited_at = words.source, words.html, now
            comment.save(update_fields=["source", "html", "edited_at"])
            events.announce(CommentChanged(page_id=comment.thread.page_id, comment_id=comment.pk))
    return comment


def delete(*, comment: Comment, reader: Reader | None) -> Comment:
    """Remove the reader's own comment with its text and earlier versions; replies to it stay, under a mark.

    Raises Forbidden (somebody else's), Conflict (too late) and Missing (already removed).
    """
    with transaction.atomic():
        comment = _own(comment, reader)
        comment.versions.all().delete()
        comment.source = comment.html = comment.name = ""
        move(comment, State.DELETED)
        events.announce(CommentChanged(page_id=comment.thread.page_id, comment_id=comment.pk))
    return comment


def check_own(*, comment: Comment, reader: Reader | None) -> None:
    """Raise what `edit` would raise of this reader's right to change the comment now; change nothing."""
    _refuse_change(comment, reader)
    refuse_if_closed(comment.thread)


def _own(comment: Comment, reader: Reader | None) -> Comment:
    current = hold(comment)
    _refuse_change(current, reader)
    return current


def _refuse_change(current: Comment, reader: Reader | None) -> None:
    if reader is None or current.reader_id != reader.pk:
        raise Forbidden("This comment was not written from this browser, so it cannot be changed from here.")
    if current.state in {State.HIDDEN, State.DELETED}:
        raise Missing("This comment has been removed.")
    if not current.is_changeable(clock.now()):
        raise Conflict("A comment can be changed for 15 minutes, and they are over. You can answer it instead.")
