"""The one personal page: a comment with what this reader may still do to it. Never stored by anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from masthead.discussion import queries
from masthead.discussion.models import Comment
from masthead.discussion.views.common import address_of, reader_of, wants_fragment, with_wait
from masthead.kit.refusals import Missing, Refusal
from masthead.publishing.models import ArticlePage
from masthead.readers.models import Reader


def show_yours(
    request: HttpRequest, article: ArticlePage, comment: Comment, *, said: str = "", problem: Refusal | None = None
) -> HttpResponse:
    """Show the comment to the reader who asks, as a page or, for htmx, as a part of one."""
    reader = reader_of(request)
    is_own = _is_own(reader, comment)
    if not comment.listed and not is_own:
        raise problem or Missing("This comment is not, or no longer, in the discussion.")
    context = {
        "page": article,
        "address": address_of(article),
        "comment": comment,
        "is_own": is_own,
        "vote": queries.vote_of(reader, comment),
        "said": said,
        "problem": problem.sentence if problem else "",
    }
    template = "discussion/parts/yours.html" if wants_fragment(request) else "discussion/yours.html"
    return with_wait(render(request, template, context, status=problem.status if problem else 200), problem)


def show_all_yours(request: HttpRequest, article: ArticlePage, numbers: list[int]) -> HttpResponse:
    """Give the page of the reader who asks the parts that differ for them."""
    reader = reader_of(request)
    own = queries.own_of(reader, article, numbers) if reader else []
    votes = queries.votes_of(reader, numbers) if reader else {}
    context = {
        "address": address_of(article),
        "own": [comment for comment in own if comment.is_shown],
        "held": [comment for comment in own if not comment.is_shown],
        "votes": [vote for vote in votes.values() if vote.comment.thread.page_id == article.pk],
    }
    return render(request, "discussion/all_yours.html", context)


def yours_address(article: ArticlePage, comment: Comment) -> str:
    """Return the address of the personal page."""
    return f"{address_of(article)}{comment.pk}/yours/"


def _is_own(reader: Reader | None, comment: Comment) -> bool:
    return reader is not None and comment.reader_id == reader.pk
