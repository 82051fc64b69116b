"""Somebody says something."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from masthead.discussion.events import CommentPosted
from masthead.discussion.models import Badge, Comment, Question, State, Thread
from masthead.discussion.operations.listing import enter, open_thread, refuse_if_closed
from masthead.discussion.operations.render import name_of, words_of
from masthead.discussion.rules import SAME_WITHIN, path_of
from masthead.kit import clock, events
from masthead.kit.refusals import Conflict, Refusal
from masthead.readers import operations as readers
from masthead.readers.models import Reader


def post(
    *,
    page: Page,
    source: str,
    reader: Reader | None = None,
    name: str = "",
    parent: int | None = None,
    question: int | None = None,
    suspicion: str = "",
    badge: str = Badge.NONE,
    at: datetime | None = None,
) -> Comment:
    """Add a comment under `page`, or a reply to the comment with the number `parent`, and return it.

    `question` is the number of the desk's question that it answers. With a `suspicion`, the reason in words, it is held
    for the staff. `badge` and `at` are for the staff's own tools: comments made at given moments are to be made in
    their order, because Newest and Oldest go by number. A first act makes the reader: see `comment.reader`.

    The same words by the same reader in the same place within a minute are a second click: nothing is added, and the
    comment that stands is returned. Two clicks of a browser that has no mark yet are two readers and two comments.

    Raises Refusal (nothing written, too long, a foreign parent or question) and Conflict (closed, parent removed).
    """
    with transaction.atomic():
        thread = open_thread(page)
        refuse_if_closed(thread)
        answered = _parent(thread, parent)
        asked = _question(thread, question)
        words, tidy_name = words_of(page, source), name_of(name)
        standing = _said_just_now(thread, reader, answered, asked, words.source) if at is None else None
        if standing is not None:
            return standing
        comment = Comment.objects.create(
            thread=thread,
            parent=answered,
            root_id=(answered.root_id or answered.pk) if answered else None,
            question=asked,
            reader=readers.admit(reader),
            name=tidy_name,
            badge=badge,
            source=words.source,
            html=words.html,
            created_at=at or clock.now(),
            state=State.HELD if suspicion else State.SHOWN,
            listed=not suspicion,
            reason=suspicion,
        )
        _take_place(comment, answered)
        enter(comment)
        events.announce(CommentPosted(page_id=page.pk, comment_id=comment.pk))
    return comment


def _parent(thread: Thread, number: int | None) -> Comment | None:
    if number is None:
        return None
    parent = Comment.objects.filter(thread=thread, pk=number).first()
    if parent is None or parent.state == State.HELD:
        raise Refusal("The comment that this answers is not in this discussion. Please post it as a new comment.")
    if not parent.is_shown:
        raise Conflict("The comment that this answers has been removed. You can still post yours as a new comment.")
    return parent


def _question(thread: Thread, number: int | None) -> Question | None:
    if number is None:
        return None
    question = Question.objects.filter(thread=thread, pk=number, withdrawn_at__isnull=True).first()
    if question is None:
        raise Refusal("That question is no longer asked here. You can still post this as a comment.")
    return question


def _said_just_now(
    thread: Thread, reader: Reader | None, parent: Comment | None, question: Question | None, source: str
) -> Comment | None:
    if reader is None:
        return None
    same = Comment.objects.filter(thread=thread, reader=reader, parent=parent, question=question, source=source)
    recent = same.filter(state__in=[State.SHOWN, State.HELD], created_at__gt=clock.now() - SAME_WITHIN)
    return recent.select_related("reader").last()


def _take_place(comment: Comment, parent: Comment | None) -> None:
    comment.path = path_of(comment.pk, parent.path if parent else "")
    Comment.objects.filter(pk=comment.pk).update(path=comment.path)
