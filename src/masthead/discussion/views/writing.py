"""Answers to whoever writes, changes or removes a comment."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from masthead.discussion import operations, queries
from masthead.discussion.forms import CommentForm, read_form
from masthead.discussion.models import Comment, Thread
from masthead.discussion.rules.looking import Look, read_numbers
from masthead.discussion.views import reading
from masthead.discussion.views.common import (
    address_of,
    network_of,
    of_an_article,
    reader_of,
    remember,
    wants_fragment,
    with_wait,
)
from masthead.discussion.views.yours import show_all_yours, show_yours, yours_address
from masthead.kit.refusals import Refusal
from masthead.publishing.models import ArticlePage


@require_http_methods(["GET", "HEAD", "POST"])
@of_an_article
def discussion(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """Show the discussion, or take a comment for it."""
    return _take(request, article) if request.method == "POST" else reading.show_discussion(request, article)


@require_http_methods(["GET", "HEAD", "POST"])
@of_an_article
def edit(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Show the author's form for changing a comment, or take the change."""
    comment, reader = queries.find_comment(article, number), reader_of(request)
    form = CommentForm(action=f"{address_of(article)}{number}/edit/", edited=comment, body=comment.source)
    if request.method != "POST":
        operations.check_own(comment=comment, reader=reader)
        return _show_edit(request, article, form)
    try:
        operations.charge_writing(reader=reader, network=network_of(request))
        form.body = request.POST.get("body", "")
        if "preview" in request.POST:
            form.show_preview(article)
            return _show_edit(request, article, form)
        changed = operations.edit(comment=comment, reader=reader, source=form.body)
    except Refusal as refusal:
        form.body, form.problem = request.POST.get("body", ""), refusal
        return _show_edit(request, article, form)
    return _show_or_lead(request, article, changed, "Your change is saved.")


@require_POST
@of_an_article
def delete(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Remove the author's own comment."""
    comment, reader = queries.find_comment(article, number), reader_of(request)
    try:
        operations.charge_writing(reader=reader, network=network_of(request))
        comment = operations.delete(comment=comment, reader=reader)
    except Refusal as refusal:
        return show_yours(request, article, comment, problem=refusal)
    return _show_or_lead(request, article, comment, "Your comment is deleted.")


@require_safe
@of_an_article
def yours(request: HttpRequest, article: ArticlePage, number: int) -> HttpResponse:
    """Show a comment with what this reader may do to it."""
    return show_yours(request, article, queries.find_comment(article, number))


@require_safe
@of_an_article
def all_yours(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    """Answer what is this reader's among the comments `?of=1,2,3`: votes, edits, what is held. For the script."""
    return show_all_yours(request, article, read_numbers(request.GET.get("of", "")))


def _take(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    reader = reader_of(request)
    try:
        operations.charge_writing(reader=reader, network=network_of(request))
    except Refusal as refusal:
        return _show_form(request, article, _with_problem(read_form(request, article), refusal))
    form = read_form(request, article)
    if form.problem:
        return _show_form(request, article, form)
    if "preview" in request.POST:
        form.show_preview(article)
        return _show_form(request, article, form)
    try:
        comment = operations.post(
            page=article,
            reader=reader,
            source=form.body,
            name=form.name,
            parent=form.parent.pk if form.parent else None,
            question=form.question.pk if form.question else None,
            suspicion=form.suspicion,
        )
    except Refusal as refusal:
        return _show_form(request, article, _with_problem(form, refusal))
    remember(request, comment.reader)
    return _posted(request, article, comment)


def _with_problem(form: CommentForm, refusal: Refusal) -> CommentForm:
    form.problem = refusal
    return form


def _show_form(request: HttpRequest, article: ArticlePage, form: CommentForm) -> HttpResponse:
    if wants_fragment(request):
        response = render(request, "discussion/parts/form.html", {"form": form}, status=form.status)
    elif form.parent:
        response = reading.show_reply(request, article, form)
    else:
        panel = queries.panel_of(article, Look(), on_own_page=True)
        response = reading.show_page(request, article, panel, form)
    return with_wait(response, form.problem)


def _show_edit(request: HttpRequest, article: ArticlePage, form: CommentForm) -> HttpResponse:
    template = "discussion/edit.html"
    if wants_fragment(request):
        # The form is put into the comment's place, and what it answers takes that place.
        template = "discussion/parts/edit.html" if request.method == "POST" else "discussion/parts/form.html"
    context = {"page": article, "form": form, "comment": form.edited, "address": address_of(article)}
    return with_wait(render(request, template, context, status=form.status), form.problem)


def _posted(request: HttpRequest, article: ArticlePage, comment: Comment) -> HttpResponse:
    if not wants_fragment(request):
        return HttpResponseRedirect(yours_address(article, comment))
    context = {
        "address": address_of(article),
        "comment": comment,
        "form": CommentForm(action=address_of(article)),
        "count": Thread.objects.get(pk=comment.thread_id).comment_count,
    }
    return render(request, "discussion/posted.html", context)


def _show_or_lead(request: HttpRequest, article: ArticlePage, comment: Comment, said: str) -> HttpResponse:
    if wants_fragment(request):
        return show_yours(request, article, comment, said=said)
    return HttpResponseRedirect(yours_address(article, comment))
