"""Answers to a vote."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment
from masthead.discussion.views.common import (
    address_of,
    network_of,
    of_an_article,
    reader_of,
    remember,
    wants_fragment,
    with_wait,
)
from masthead.discussion.views.yours import show_yours, yours_address
from masthead.kit.refusals import Refusal
from masthead.publishing.models import ArticlePage

VALUES = {"1": 1, "-1": -1, "0": 0}


@require_POST
@of_an_article
def vote(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Take a reader's vote: `value` is 1, -1, or 0 to take it back."""
    reader, network = reader_of(request), network_of(request)
    comment = queries.find_comment(article, number)
    try:
        operations.charge_vote(reader=reader, network=network)
        ballot = operations.vote(comment=comment, reader=reader, value=_value(request), network=network)
    except Refusal as refusal:
        return _refuse(request, article, comment, refusal)
    remember(request, ballot.reader)
    if not wants_fragment(request):
        return HttpResponseRedirect(yours_address(article, comment))
    context = {"comment": ballot.comment, "address": address_of(article), "vote": ballot.vote, "personal": True}
    return render(request, "discussion/parts/votes.html", context)


def _value(request: HttpRequest) -> int:
    value = VALUES.get(request.POST.get("value", ""))
    if value is None:
        raise Refusal("A vote is up, down or none.")
    return value


def _refuse(request: HttpRequest, article: ArticlePage, comment: Comment, refusal: Refusal) -> HttpResponse:
    if not wants_fragment(request):
        return show_yours(request, article, comment, problem=refusal)
    context = {
        "comment": comment,
        "address": address_of(article),
        "vote": queries.vote_of(reader_of(request), comment),
        "personal": True,
        "problem": refusal.sentence,
    }
    return with_wait(render(request, "discussion/parts/votes.html", context, status=refusal.status), refusal)
