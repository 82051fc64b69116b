"""Pages that are the same for everybody: a discussion, one comment with its replies, the form for a reply."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masthead.discussion import queries, rules
from masthead.discussion.errors import UnreadableAddress
from masthead.discussion.forms import CommentForm, empty_form
from masthead.discussion.rules.looking import read_look, read_number
from masthead.discussion.views.common import address_of, of_an_article
from masthead.kit.refusals import Conflict
from masthead.publishing.models import ArticlePage


def show_discussion(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """Show a page of the whole discussion."""
    panel = queries.panel_of(article, read_look(request.GET), on_own_page=True)
    return show_page(request, article, panel, empty_form(panel))


def show_page(request: HttpRequest, article: ArticlePage, panel: queries.Panel, form: CommentForm) -> HttpResponse:
    """Show the discussion with this form in it, which may carry a problem or a preview."""
    context: dict[str, Any] = {"page": article, "panel": panel, "form": form}
    return render(request, "discussion/discussion.html", context, status=form.status)


@require_safe
@of_an_article
def comment(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Show a root comment with a page of its replies. A reply's address leads to the page on which it stands."""
    found = queries.find_listed(article, number)
    if found.root_id:
        return HttpResponseRedirect(f"{address_of(article)}{found.root_id}/?from={found.pk}#comment-{found.pk}")
    after = request.GET.get("after", "")
    if after and not rules.is_path(after):
        raise UnreadableAddress("There is no such page of replies. Begin again at the first.")
    begin = read_number(request.GET.get("from", ""))
    around = queries.find_listed(article, begin) if begin else None
    replies = queries.replies(found, after=after, around=around if around and around.root_id == found.pk else None)
    context = {"page": article, "replies": replies, "thread": found.thread, "address": address_of(article)}
    return render(request, "discussion/comment.html", context)


@require_safe
@of_an_article
def reply(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Show the comment that is to be answered, and the form for it; a removed one is not answered any more."""
    answered = queries.find_listed(article, number)
    if not answered.is_shown:
        raise Conflict("This comment has been removed, so it cannot be answered.")
    return show_reply(request, article, CommentForm(action=address_of(article), parent=answered))


def show_reply(request: HttpRequest, article: ArticlePage, form: CommentForm) -> HttpResponse:
    """Show the form for a reply under what it answers."""
    context = {"page": article, "form": form, "comment": form.parent, "address": address_of(article)}
    return render(request, "discussion/reply.html", context, status=form.status)
