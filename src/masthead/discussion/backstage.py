"""The staff's plain pages about discussions: every comment by its state, one article's discussion and its questions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment, Question, State
from masthead.kit.refusals import Refusal
from masthead.publishing import queries as publishing
from masthead.readers.models import User

PER_PAGE = 50
ARTICLES = 100
DECISIONS: dict[str, Callable[..., Comment]] = {
    "approve": operations.approve,
    "hide": operations.hide,
    "restore": operations.restore,
}
OPEN_TO: dict[str, list[str]] = {State.SHOWN: ["hide"], State.HELD: ["approve", "hide"], State.HIDDEN: ["restore"]}


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """List the comments of one state, the newest first; held ones unless `?state=` says otherwise."""
    asked = request.GET.get("state", State.HELD)
    if asked not in State.values:
        raise Http404("There is no such state.")
    state = State(asked)
    page = Paginator(queries.comments_in(state), PER_PAGE).get_page(request.GET.get("page"))
    context = {"states": State, "state": state, "page": page, "held": queries.comments_in(State.HELD).count()}
    return render(request, "discussion/backstage/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Show one comment with its history, and decide about it."""
    found = get_object_or_404(Comment.objects.select_related("thread__page", "parent", "decided_by"), pk=number)
    context: dict[str, Any] = {"comment": found, "decisions": OPEN_TO.get(found.state, []), "reason": ""}
    status = 200
    if request.method == "POST":
        context["reason"] = request.POST.get("reason", "")
        try:
            _decide(request, found)
        except Refusal as refusal:
            context["problem"], status = refusal.sentence, refusal.status
        else:
            messages.success(request, "Decided. The page shows it at once.")
            return redirect(f"{reverse('discussion_backstage:comments')}?state={found.state}")
    return render(request, "discussion/backstage/comment.html", context, status=status)


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """List the latest articles with the number of their comments."""
    stories = publishing.latest_stories(ARTICLES)
    counts = queries.comment_counts(stories)
    lines = [{"article": article, "count": counts[article.pk]} for article in stories]
    return render(request, "discussion/backstage/articles.html", {"lines": lines})


@require_safe
def article(request: HttpRequest, number: int) -> HttpResponse:
    """Show one article's discussion: whether it is open, and what the desk asks."""
    return _show_article(request, _page(number))


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an article's discussion with a sentence."""
    sentence = request.POST.get("sentence", "")
    return _attempt(request, number, "The discussion is closed.", operations.close, sentence=sentence)


@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Open an article's discussion again."""
    return _attempt(request, number, "The discussion is open again.", operations.reopen)


@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the readers about a passage."""
    typed = {name: request.POST.get(name, "") for name in ("block_id", "exact", "text")}
    return _attempt(request, number, "The question stands at its passage.", operations.ask, **typed)


@require_POST
def withdraw(request: HttpRequest, number: int, question: int) -> HttpResponse:
    """Ask no longer; the answers stay."""
    page = _page(number)
    asked = get_object_or_404(Question, pk=question, thread__page_id=page.pk)
    try:
        operations.withdraw(question=asked)
    except Refusal as refusal:
        return _show_article(request, page, refusal=refusal)
    messages.success(request, "The question is withdrawn. Its answers stay.")
    return _to_article(page)


def _decide(request: HttpRequest, found: Comment) -> None:
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        raise Refusal("Choose what should happen with this comment.")
    by = request.user if isinstance(request.user, User) else None
    decide(comment=found, by=by, reason=request.POST.get("reason", ""))


def _attempt(request: HttpRequest, number: int, done: str, act: Callable[..., Any], **typed: str) -> HttpResponse:
    page = _page(number)
    try:
        act(page=page, **typed)
    except Refusal as refusal:
        return _show_article(request, page, refusal=refusal, typed=typed)
    messages.success(request, done)
    return _to_article(page)


def _show_article(
    request: HttpRequest, page: Page, *, refusal: Refusal | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    context = {
        "article": page,
        "thread": queries.thread_of(page),
        "passages": queries.passage_texts(page),
        "questions": queries.open_questions(page),
        "typed": typed or {},
        "problem": {refusal.field or "other": refusal.sentence} if refusal else {},
    }
    return render(request, "discussion/backstage/article.html", context, status=refusal.status if refusal else 200)


def _page(number: int) -> Page:
    return get_object_or_404(Page.objects.live(), pk=number)


def _to_article(page: Page) -> HttpResponseRedirect:
    return redirect("discussion_backstage:article", page.pk)
