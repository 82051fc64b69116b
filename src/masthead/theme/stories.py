"""Stories as a list shows them: each with its section, its claims and its comments, in a bounded number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from masthead.discussion import queries as discussion
from masthead.publishing import queries as publishing

SECONDS = 4
ROW = 4
PAGE = 20


@dataclass(frozen=True, slots=True)
class Story:
    """One article in a list."""

    article: Any
    section: Any
    counts: Any
    comments: int


@dataclass(frozen=True, slots=True)
class Row:
    """A section on the front page: its main story, and short headlines beside it."""

    section: Any
    main: Story
    briefs: Sequence[Story]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page. Without any story there is no lead."""

    lead: Story | None
    seconds: Sequence[Story]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One page of a list of stories, the latest first; the numbers of its neighbours, if there are any."""

    stories: Sequence[Story]
    number: int
    newer: int | None
    older: int | None


def front_of(page: Any) -> Front:
    """Return the stories of the front page: first those chosen by hand, then the latest, none of them twice."""
    sections = publishing.navigation()
    top = _top(page)
    shown = [article.pk for article in top]
    below = {section.pk: publishing.latest_stories(ROW, section=section, skip=shown) for section in sections}
    told = _told([*top, *(article for articles in below.values() for article in articles)], sections)
    lead, *seconds = [told[article.pk] for article in top] or [None]
    rows = [
        _row(section, [told[article.pk] for article in below[section.pk]]) for section in sections if below[section.pk]
    ]
    return Front(lead, [story for story in seconds if story], rows)


def stories_of(number: int, *, section: Any = None, author: Any = None) -> StoryPage | None:
    """Return page `number` of the stories of a section or an author; None when there is no such page."""
    if number < 1:
        return None
    start = (number - 1) * PAGE
    found = publishing.latest_stories(start + PAGE + 1, section=section, author=author)[start:]
    if not found and number > 1:
        return None
    shown = found[:PAGE]
    told = _told(shown, publishing.navigation())
    return StoryPage(
        stories=[told[article.pk] for article in shown],
        number=number,
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(found) > PAGE else None,
    )


def _top(page: Any) -> list[Any]:
    chosen = [story.article for story in page.chosen.all() if story.article.live][: 1 + SECONDS]
    missing = 1 + SECONDS - len(chosen)
    latest = publishing.latest_stories(missing, skip=[article.pk for article in chosen]) if missing else []
    return _pictured_first(chosen or latest) + (latest if chosen else [])


def _pictured_first(articles: list[Any]) -> list[Any]:
    """Let the first story that has a picture lead; without any picture the order stays."""
    lead = next((article for article in articles if article.lead_picture_id), None)
    return [lead, *(article for article in articles if article is not lead)] if lead else articles


def _row(section: Any, stories: list[Story]) -> Row:
    main = next((story for story in stories if story.article.lead_picture_id), stories[0])
    return Row(section, main, [story for story in stories if story is not main])


def _told(articles: Sequence[Any], sections: Sequence[Any]) -> dict[int, Story]:
    by_path = {section.path: section for section in sections}
    comments = discussion.comment_counts(articles)
    return {
        article.pk: Story(
            article=article,
            section=by_path.get(article.path[: -Page.steplen]) or article.section,
            counts=publishing.claim_counts(article),
            comments=comments[article.pk],
        )
        for article in articles
    }
