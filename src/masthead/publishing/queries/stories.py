"""Stories, alone and in lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from wagtail.models import Page, Site

from masthead.publishing.models import ArticlePage, AuthorPage, FrontPage, SectionPage
from masthead.publishing.queries.publication import navigation

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHELF = 20
LEAD_AND_SECONDARY = 5
ROW = 4


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a list of stories; `newer` and `older` are the numbers of the neighbouring pages, or None."""

    stories: list[ArticlePage]
    number: int
    pages: int
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A section on the front page with its latest stories that do not stand above."""

    section: SectionPage
    stories: list[ArticlePage]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page: the lead, what stands beside it, then a row for each section that has something left."""

    lead: ArticlePage | None
    secondary: list[ArticlePage]
    rows: list[Row]

    @property
    def stories(self) -> list[ArticlePage]:
        """Every story on the page, in its order."""
        top = [self.lead] if self.lead else []
        return [*top, *self.secondary, *(story for row in self.rows for story in row.stories)]


def live_article(section: str, slug: str) -> ArticlePage | None:
    """Return the live article at `/<section>/<slug>/`, or None; at most three queries, its section read with it.

    Here as in every list an article's own state counts: who withdraws a section is asked whether its articles go too.
    """
    here = f"{_root_path()}{section}/{slug}/"
    return next(iter(_listed(ArticlePage.objects.live().filter(slug=slug, url_path=here))), None)


def live_articles(numbers: Iterable[int]) -> dict[int, ArticlePage]:
    """Return the live ones among the articles with these ids, by id."""
    return {article.pk: article for article in _listed(ArticlePage.objects.live().filter(pk__in=list(numbers)))}


def latest_stories(
    limit: int, *, section: Any = None, author: Any = None, skip: Iterable[int] = ()
) -> list[ArticlePage]:
    """Return the latest live stories, the newest first: of a section or an author, without those whose ids to skip.

    With each come its section, its authors and its lead picture; the number of queries does not grow with `limit`.
    """
    skipped = list(skip)
    stories = _stories(section=section, author=author)
    return _listed((stories.exclude(pk__in=skipped) if skipped else stories)[:limit])


def stories_in(section: SectionPage, number: int) -> Shelf | None:
    """Return page `number`, from 1, of a section's stories; None when there is no such page."""
    return _shelf(_stories(section=section), number, [section])


def stories_by(author: AuthorPage, number: int) -> Shelf | None:
    """Return page `number`, from 1, of what somebody wrote; None when there is no such page."""
    return _shelf(_stories(author=author), number)


def front(page: FrontPage) -> Front:
    """Return what stands on the front page: first what the desk chose, then the latest."""
    sections = navigation()
    top = _top(page)
    rows = {section.pk: _numbers(_stories(section=section).exclude(pk__in=top), ROW) for section in sections}
    numbers = [*top, *(number for row in rows.values() for number in row)]
    found = {story.pk: story for story in _listed(_stories().filter(pk__in=numbers), sections)}
    filled = [Row(section, [found[number] for number in rows[section.pk] if number in found]) for section in sections]
    shown = [found[number] for number in top if number in found]
    return Front(lead=shown[0] if shown else None, secondary=shown[1:], rows=[row for row in filled if row.stories])


def _top(page: FrontPage) -> list[int]:
    """Return the ids of the lead and what stands beside it."""
    wanted = list(dict.fromkeys(story.article_id for story in page.chosen.all()))
    live = set(_numbers(_stories().filter(pk__in=wanted), len(wanted))) if wanted else set()
    chosen = [number for number in wanted if number in live]
    latest = _numbers(_stories().exclude(pk__in=chosen), max(0, LEAD_AND_SECONDARY - len(chosen)))
    return [*chosen, *latest]


def _numbers(stories: "QuerySet[ArticlePage]", limit: int) -> list[int]:
    return list(stories.values_list("pk", flat=True)[:limit])


def _stories(*, section: Any = None, author: Any = None) -> "QuerySet[ArticlePage]":
    stories = ArticlePage.objects.live().order_by("-first_published_at", "-pk")
    if section is not None:
        stories = stories.child_of(section)
    if author is not None:
        stories = stories.filter(bylines__author=author)
    return stories


def _listed(stories: Any, known: Iterable[SectionPage] = ()) -> list[ArticlePage]:
    """Read stories with all that a list shows of them; sections that are `known` already are not read again."""
    found = list(stories.select_related("lead_picture").prefetch_related("bylines__author", "lead_picture__renditions"))
    sections = {section.path: section for section in known}
    paths = {article.path[: -Page.steplen] for article in found} - set(sections)
    if paths:
        sections |= {section.path: section for section in SectionPage.objects.filter(path__in=paths)}
    for article in found:
        article.section = sections[article.path[: -Page.steplen]]
    return found


def _shelf(stories: "QuerySet[ArticlePage]", number: int, known: Iterable[SectionPage] = ()) -> Shelf | None:
    paginator = Paginator(stories, SHELF)
    if not 1 <= number <= paginator.num_pages:
        return None
    leaf = paginator.page(number)
    return Shelf(
        stories=_listed(leaf.object_list, known),
        number=number,
        pages=paginator.num_pages,
        newer=number - 1 if leaf.has_previous() else None,
        older=number + 1 if leaf.has_next() else None,
    )


def _root_path() -> str:
    """Return the path in Wagtail's tree that stands for `/`."""
    roots = Site.get_site_root_paths()
    return str(roots[0].root_path) if roots else "/"
