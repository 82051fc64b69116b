"""The desk asks its readers about a passage."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from masthead.discussion import queries
from masthead.discussion.events import DiscussionChanged
from masthead.discussion.models import Question
from masthead.discussion.operations.listing import open_thread
from masthead.discussion.rules import SENTENCE_LENGTH
from masthead.kit import clock, events
from masthead.kit import text as kit_text
from masthead.kit.refusals import Conflict, Refusal
from masthead.publishing.rules.marking import place_of

CONTEXT = 32  # characters kept on either side, as browsers do for a TextQuoteSelector


def ask(*, page: Page, block_id: str, exact: str, text: str, at: datetime | None = None) -> Question:
    """Ask `text` about the words `exact` of the block `block_id` of an article, kept as they stand there.

    Raises Refusal when the block is not there, the words do not stand in it, or there is no question.
    """
    tidy = kit_text.one_line(text)
    if not tidy or len(tidy) > SENTENCE_LENGTH:
        raise Refusal(f"Write the question, in {SENTENCE_LENGTH} characters at most.", field="text")
    passage = queries.passage_texts(page).get(block_id)
    if passage is None:
        raise Refusal("That paragraph is not in the published article.", field="block_id")
    place = place_of(exact, passage)
    if place is None:
        raise Refusal("These words do not stand in that paragraph, exactly as written.", field="exact")
    start, end = place
    with transaction.atomic():
        question = Question.objects.create(
            thread=open_thread(page),
            block_id=block_id,
            exact=passage[start:end],
            prefix=passage[max(0, start - CONTEXT) : start],
            suffix=passage[end : end + CONTEXT],
            start=start,
            end=end,
            text=tidy,
            asked_at=at or clock.now(),
        )
        events.announce(DiscussionChanged(page_id=page.pk))
    return question


def withdraw(*, question: Question) -> Question:
    """Ask no longer. Answers stay where they are, with the passage. Raises Conflict when it was withdrawn before."""
    with transaction.atomic():
        gone = Question.objects.filter(pk=question.pk, withdrawn_at__isnull=True).update(withdrawn_at=clock.now())
        if not gone:
            raise Conflict("This question was withdrawn before.")
        events.announce(DiscussionChanged(page_id=question.thread.page_id))
    question.refresh_from_db()
    return question
