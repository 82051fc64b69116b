"""Everything that the discussion of a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from masthead.discussion.models import Question
from masthead.discussion.queries.order import Node, roots
from masthead.discussion.queries.pages import address_of, thread_of
from masthead.discussion.queries.questions import find_question, open_questions
from masthead.discussion.rules import Sort
from masthead.discussion.rules.looking import Look

LABELS = {Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest", Sort.MOST_VOTED: "Most Voted"}


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the switch, and its address."""

    label: str
    name: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that the discussion of a page shows: the same for everybody who looks at this address."""

    page: Page
    look: Look
    article_address: str
    address: str
    nodes: Sequence[Node]
    count: int = 0
    after: str = ""
    closed_sentence: str = ""
    questions: Sequence[Question] = ()
    answering: Question | None = None

    @property
    def discussion_address(self) -> str:
        return f"{self.article_address}discussion/"

    @property
    def orders(self) -> list[Order]:
        return [
            Order(LABELS[sort], sort.value, self.address + self.look.query(sort=sort), sort is self.look.sort)
            for sort in Sort
        ]

    @property
    def inline_address(self) -> str:
        return self.address + self.look.query(inline=True)

    @property
    def all_address(self) -> str:
        return self.address + self.look.query(inline=False)

    @property
    def first_address(self) -> str:
        return self.address + self.look.query()

    @property
    def more_address(self) -> str:
        return self.discussion_address + self.look.query(after=self.after) if self.after else ""

    @property
    def is_closed(self) -> bool:
        return bool(self.closed_sentence)


def panel_of(page: Page, look: Look, *, on_own_page: bool = False) -> Panel:
    """Return what the discussion of `page` shows for `look`, on the article's page or on the discussion's own.

    Raises Missing when the question to be answered is not asked (any more).
    """
    article = address_of(page)
    address = f"{article}discussion/" if on_own_page else article
    thread = thread_of(page)
    if thread is None:
        return Panel(page, look, article, address, nodes=())
    found = roots(thread, look.sort, after=look.after, inline=look.inline)
    return Panel(
        page,
        look,
        article,
        address,
        nodes=found.nodes,
        count=thread.comment_count,
        after=found.after,
        closed_sentence=thread.closed_sentence if thread.is_closed else "",
        questions=open_questions(page) if look.inline else (),
        answering=find_question(page, look.answer) if look.answer else None,
    )
