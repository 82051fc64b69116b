"""What the desk asks."""

from wagtail.models import Page

from masthead.discussion.models import Question
from masthead.kit.refusals import Missing


def questions_of(page: Page) -> dict[str, list[Question]]:
    """Return what the desk asks under `page`, by block id in the order of the text, each with `answer_count`."""
    asked: dict[str, list[Question]] = {}
    for question in open_questions(page):
        asked.setdefault(question.block_id, []).append(question)
    return asked


def open_questions(page: Page) -> list[Question]:
    """Return what the desk asks under `page`, each with its number of answers, in one query."""
    rows = Question.objects.filter(thread__page_id=page.pk, withdrawn_at__isnull=True)
    return list(rows.order_by("start", "pk"))


def find_question(page: Page, number: int) -> Question:
    """Return a question that is asked under `page`, or raise Missing."""
    question = Question.objects.filter(thread__page_id=page.pk, pk=number, withdrawn_at__isnull=True).first()
    if question is None:
        raise Missing("That question is no longer asked here.")
    return question
