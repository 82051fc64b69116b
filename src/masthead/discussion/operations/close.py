"""The staff ends a discussion with a sentence, or takes it up again."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from masthead.discussion.events import DiscussionChanged
from masthead.discussion.models import Thread
from masthead.discussion.operations.listing import open_thread
from masthead.discussion.rules import SENTENCE_LENGTH
from masthead.kit import clock, events
from masthead.kit import text as kit_text
from masthead.kit.refusals import Refusal


def close(*, page: Page, sentence: str, at: datetime | None = None) -> Thread:
    """Close the discussion under `page`; `sentence` tells readers why. Raises Refusal without one."""
    tidy = kit_text.one_line(sentence)
    if not tidy:
        raise Refusal("Tell the readers in a sentence why the discussion is closed.", field="sentence")
    if len(tidy) > SENTENCE_LENGTH:
        raise Refusal(f"The sentence may have {SENTENCE_LENGTH} characters at most.", field="sentence")
    return _set(page, at or clock.now(), tidy)


def reopen(*, page: Page) -> Thread:
    """Open the discussion under `page` again."""
    return _set(page, None, "")


def _set(page: Page, closed_at: datetime | None, sentence: str) -> Thread:
    with transaction.atomic():
        thread = open_thread(page)
        thread.closed_at, thread.closed_sentence = closed_at, sentence
        thread.save(update_fields=["closed_at", "closed_sentence"])
        events.announce(DiscussionChanged(page_id=page.pk))
    return thread
