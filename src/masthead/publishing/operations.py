"""What is done to what is published."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log as write_down
from wagtail.models import Page, Revision

from masthead.kit import clock
from masthead.kit.refusals import Refusal
from masthead.publishing.models import ArticlePage
from masthead.publishing.queries.prints import prints

if TYPE_CHECKING:
    from django.db.models import QuerySet

REFUSED = "masthead.publish.refused"
log = logging.getLogger(__name__)


@dataclass
class Due:
    """What the clock has done: how many went live, left and failed, and the sentences of those that were refused."""

    published: int = 0
    withdrawn: int = 0
    failed: int = 0
    refused: list[str] = field(default_factory=list)


def keep_schedule() -> Due:
    """Withdraw what has expired and publish what is due; each page by itself, so that one cannot hold up another.

    A page that is not ready stays a draft: its plan is dropped, and the reason stands in its history. A page that fails
    is logged and tried again the next time. Of several processes that look at once, one takes each page.
    """
    done, now = Due(), clock.now()
    expired = Page.objects.live().filter(expire_at__lt=now).order_by("expire_at")
    planned = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    _each(_withdraw, expired, done)
    _each(_publish, planned, done)
    return done


def develop_pictures(*, article: ArticlePage) -> None:
    """Make the public copies of an article's pictures, so that no reader waits for them."""
    shown = [block.value["picture"] for block in article.body if block.block_type == "picture"]
    for picture in {one.pk: one for one in (article.lead_picture, *shown) if one}.values():
        if prints(picture) is None:
            log.warning("The file of picture %s cannot be read, so it is not shown.", picture.pk)


def _each(act: Callable[[Any, Due], None], due: "QuerySet[Any]", done: Due) -> None:
    """Do it to each of what is due, locked, in a transaction of its own; what another process holds is left to it."""
    for number in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                one = due.select_for_update(skip_locked=True, no_key=True).filter(pk=number).first()
                if one is not None:
                    act(one, done)
        except Exception:
            done.failed += 1
            log.exception("The plan of %s %s could not be kept; it is tried again.", due.model.__name__, number)


def _withdraw(page: Page, done: Due) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    done.withdrawn += 1


def _publish(revision: Revision, done: Due) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
        done.published += 1
    except (Refusal, ValidationError) as refusal:
        done.refused.append(_drop_plan(revision, refusal))


def _drop_plan(revision: Revision, refusal: Refusal | ValidationError) -> str:
    sentence = refusal.sentence if isinstance(refusal, Refusal) else " ".join(refusal.messages)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    write_down(instance=revision.content_object, action=REFUSED, data={"sentence": sentence}, revision=revision)
    log.warning("A planned article was not published. %s", sentence)
    return sentence
