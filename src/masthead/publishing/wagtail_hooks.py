"""What the desk sees of publishing in the backstage."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from masthead.publishing.models import ArticlePage, AuthorPage, Source
from masthead.publishing.models.readiness import facts_of
from masthead.publishing.operations import REFUSED
from masthead.publishing.rules.readiness import what_is_missing

STILL_NAMED = (
    "{name} is named in the bylines of {count} articles, so this page cannot be deleted. Unpublish it instead."
)


@register_snippet
class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "group"
    menu_label = "Sources"
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "short"]
    list_filter = ["kind"]


@hooks.register("construct_admin_api")
def _stand_in_for_documents(router: Any) -> None:
    """Wagtail's pages ask for the address of a list of documents even where, as here, there are none."""
    router.register_endpoint("documents", ImagesAdminAPIViewSet)


@hooks.register("register_log_actions")
def _refused_plan(actions: LogActionRegistry) -> None:
    @actions.register_action(REFUSED)
    class RefusedPlan(LogFormatter):
        label = "Not published"

        def format_message(self, entry: Any) -> str:
            return f"The planned publication was refused. {entry.data.get('sentence', '')}"


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def _say_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Warn, after a draft was saved by hand, of what keeps it from being published."""
    by_hand = request.method == "POST" and "application/json" not in request.headers.get("Accept", "")
    if by_hand and isinstance(page, ArticlePage):
        lacks = what_is_missing(facts_of(page))
        if lacks:
            said = " ".join(lack.sentence for lack in lacks)
            messages.warning(request, f"Before it can be published: {said}")


@hooks.register("before_edit_page")
def _say_what_was_refused(request: HttpRequest, page: Page) -> None:
    """Tell who opens an article whose plan was dropped that it is not out."""
    newest = PageLogEntry.objects.filter(page=page.pk).order_by("-timestamp", "-pk").first()
    if request.method == "GET" and newest and newest.action == REFUSED:
        messages.error(request, f"The planned publication was refused. {newest.data.get('sentence', '')}")


@hooks.register("before_delete_page")
def _keep_who_is_named(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete somebody's page while articles name them."""
    author = AuthorPage.objects.filter(path__startswith=page.path, bylines__isnull=False).order_by("path").first()
    if author is None:
        return None
    messages.error(request, STILL_NAMED.format(name=author.title, count=author.bylines.count()))
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_bulk_action")
def _keep_each_who_is_named(request: HttpRequest, action: str, chosen: list[Any], _bulk: Any) -> HttpResponse | None:
    """Refuse to delete many pages at once when one of them could not be deleted by itself."""
    pages = [one for one in chosen if isinstance(one, Page)] if action == "delete" else []
    return next((refused for page in pages if (refused := _keep_who_is_named(request, page))), None)
