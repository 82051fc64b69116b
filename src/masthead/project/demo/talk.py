"""The demo's discussions: what invented readers say and how they vote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from masthead.discussion import operations
from masthead.discussion.models import Badge, Comment, Question
from masthead.publishing.models import ArticlePage
from masthead.publishing.queries import passages


@dataclass(eq=False)
class Said:
    """A comment of the content files, with what it answers."""

    facts: Mapping[str, Any]
    answers: "Said | None"
    comment: Comment | None = None


def fill(page: ArticlePage, facts: dict[str, Any], now: datetime, names: Mapping[str, str]) -> None:
    """Ask the article's questions, write its comments in the order of their times, vote, and close where it says so."""
    questions = [_ask(page, question) for question in facts.get("questions", [])]
    said = sorted(_flatten(facts.get("comments", []), None), key=lambda one: -one.facts["hours_ago"])
    for one in said:
        one.comment = _post(page, one, questions, now, names)
    operations.invent_votes(wanted={one.comment.pk: _votes(one.facts) for one in said if one.comment})
    if facts.get("closed"):
        operations.close(page=page, sentence=facts["closed"])


def _flatten(comments: list[dict[str, Any]], answers: Said | None) -> Iterator[Said]:
    for facts in comments:
        one = Said(facts, answers)
        yield one
        yield from _flatten(facts.get("replies", []), one)


def _ask(page: ArticlePage, facts: dict[str, str]) -> Question:
    passage = next(passage for passage in passages(page) if facts["words"] in passage.text)
    return operations.ask(page=page, block_id=passage.block_id, exact=facts["words"], text=facts["question"])


def _post(page: Page, one: Said, questions: list[Question], now: datetime, names: Mapping[str, str]) -> Comment:
    author = one.facts.get("author", "")
    asked = one.facts.get("question")
    return operations.post(
        page=page,
        source=one.facts["text"],
        name=names[author] if author else one.facts["name"],
        parent=one.answers.comment.pk if one.answers and one.answers.comment else None,
        question=questions[asked].pk if asked is not None and not one.answers else None,
        badge=Badge.AUTHOR if author else Badge.NONE,
        at=now - timedelta(hours=one.facts["hours_ago"]),
    )


def _votes(facts: Mapping[str, Any]) -> tuple[int, int]:
    return facts.get("up", 0), facts.get("down", 0)
