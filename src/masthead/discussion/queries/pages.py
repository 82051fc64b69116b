"""The page that is discussed, and whether anything was said there."""

from collections.abc import Iterable, Mapping

from wagtail.models import Page

from masthead.discussion.models import Thread
from masthead.publishing import queries as publishing


def thread_of(page: Page) -> Thread | None:
    """Return the thread of `page`, or None where nothing was ever said or asked."""
    return Thread.objects.filter(page_id=page.pk).first()


def is_discussed_within(page: Page) -> bool:
    """Say whether anything was said or asked under `page` or a page beneath it."""
    return Thread.objects.filter(page__path__startswith=page.path).exists()


def address_of(page: Page) -> str:
    """Return the path of the page that is discussed."""
    return str(page.get_url() or "")


def passage_texts(page: Page) -> Mapping[str, str]:
    """Return the plain text of each passage of an article by its block's id; nothing for a page without passages."""
    article = page.specific
    if not hasattr(article, "body"):
        return {}
    return {passage.block_id: passage.text for passage in publishing.passages(article)}


def text_of(page: Page) -> str:
    """Return the words of the page that is discussed."""
    return "\n".join(passage_texts(page).values())


def comment_counts(pages: Iterable[Page | int]) -> dict[int, int]:
    """Return the number of shown comments by page id, in one query; a page without a thread has none."""
    numbers = [page if isinstance(page, int) else page.pk for page in pages]
    found = dict(Thread.objects.filter(page_id__in=numbers).values_list("page_id", "comment_count"))
    return {number: found.get(number, 0) for number in numbers}
