"""Where the backstage finds the pages about discussions."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from masthead.discussion import backstage, queries

ADDRESSES = [
    path("", backstage.comments, name="comments"),
    path("comment/<int:number>/", backstage.comment, name="comment"),
    path("articles/", backstage.articles, name="articles"),
    path("articles/<int:number>/", backstage.article, name="article"),
    path("articles/<int:number>/close/", backstage.close, name="close"),
    path("articles/<int:number>/reopen/", backstage.reopen, name="reopen"),
    path("articles/<int:number>/ask/", backstage.ask, name="ask"),
    path("articles/<int:number>/questions/<int:question>/withdraw/", backstage.withdraw, name="withdraw"),
]


def pages() -> list[URLPattern | URLResolver]:
    return [path("discussion/", include((ADDRESSES, "discussion_backstage")))]


def menu_item() -> MenuItem:
    return MenuItem("Comments", reverse("discussion_backstage:comments"), icon_name="comment", order=300)


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001 - the hook's own signature
    if page.live and queries.passage_texts(page):
        yield Button("Discussion", reverse("discussion_backstage:article", args=[page.pk]), icon_name="comment")


def keep_what_was_said(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page under which something was said: it can be unpublished."""
    if not queries.is_discussed_within(page):
        return None
    messages.error(request, "Readers have commented here, so the page is not deleted. Unpublish it instead.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def keep_all_that_was_said(request: HttpRequest, action: str, chosen: list[Any], _bulk: Any) -> HttpResponse | None:
    """Refuse to delete many pages at once when one of them could not be deleted by itself."""
    pages = [one for one in chosen if isinstance(one, Page)] if action == "delete" else []
    return next((refused for page in pages if (refused := keep_what_was_said(request, page))), None)


hooks.register("register_admin_urls", pages)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_page_header_buttons", button)
hooks.register("before_delete_page", keep_what_was_said)
hooks.register("before_bulk_action", keep_all_that_was_said)
