"""What a page's template asks of the discussion."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from masthead.discussion import queries, rules
from masthead.discussion.forms import empty_form
from masthead.discussion.models import Comment, Question, State, Vote
from masthead.discussion.rules.looking import Look, read_look
from masthead.discussion.rules.rosette import draw
from masthead.kit import clock
from masthead.kit.refusals import Missing

register = template.Library()
_ROSETTE = SafeString(
    '<svg class="mark" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">'
    '<path fill="currentColor" fill-rule="evenodd" d="{}"/></svg>'
)
_INITIAL = SafeString('<span class="mark mark--initial" aria-hidden="true">{}</span>')


@register.inclusion_tag("discussion/parts/section.html", takes_context=True)
def discussion(context: template.Context, page: Page) -> dict[str, Any]:
    """Show the whole discussion of `page`, as the address of the request asks."""
    request = context.get("request")
    panel = _panel(page, read_look(request.GET if request else QueryDict()))
    return {"panel": panel, "form": empty_form(panel), "page": page}


@register.inclusion_tag("discussion/parts/bubble.html")
def bubble(page: Page) -> dict[str, Any]:
    """Show the floating count of comments, with its prompt."""
    return {"count": queries.comment_counts([page])[page.pk], "page": page}


@register.simple_tag
def questions_of(page: Page) -> dict[str, list[Question]]:
    """Return what the desk asks under `page`, by block id."""
    return queries.questions_of(page)


@register.simple_tag
def comment_counts(pages: list[Page]) -> dict[int, int]:
    """Return the number of comments of each page by its id, in one query."""
    return queries.comment_counts(pages)


@register.simple_tag
def mark(comment: Comment) -> SafeString:
    """Return a named reader's initial in a ring, or an unnamed one's rosette: the same within one discussion."""
    if comment.name:
        return format_html(_INITIAL, comment.name[0].upper())
    who = f"{comment.thread_id} {comment.reader_id or -comment.pk}"
    return format_html(
        _ROSETTE, draw(salted_hmac("masthead.discussion.mark", who, secret=settings.SECRET_KEY).digest())
    )


@register.simple_tag
def shown_score(comment: Comment, vote: Vote | None = None) -> int | None:
    """Return the score, or None while it is hidden. A voter whose vote is not counted sees no difference."""
    uncounted = vote.value if vote and not vote.counted else 0
    votes = comment.vote_count + abs(uncounted)
    shown = rules.is_score_shown(votes, comment.created_at, clock.now())
    return comment.score + uncounted if shown else None


@register.simple_tag
def minutes_left(comment: Comment) -> int:
    """Return how many minutes its author may still change the comment: 0 when no longer."""
    return rules.minutes_left(comment.created_at, clock.now()) if comment.is_changeable(clock.now()) else 0


@register.filter
def written(moment: datetime) -> str:
    """Write when something was said, with the year when it is not this one."""
    return clock.written(moment, clock.now())


@register.filter
def removal(comment: Comment) -> str:
    """Return the sentence that stands in place of a removed comment."""
    return "Deleted by its author." if comment.state == State.DELETED else "Removed by the desk."


@register.filter
def below(depth: int) -> int:
    """Return the depth beneath this one."""
    return depth + 1


def _panel(page: Page, look: Look) -> queries.Panel:
    """Return the panel; an article is read all the same when a question of the desk has been withdrawn since."""
    try:
        return queries.panel_of(page, look)
    except Missing:
        return queries.panel_of(page, replace(look, answer=None))
