"""What a page needs to show of its discussion. Nothing here writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from masthead.discussion import rules
from masthead.discussion.models import Comment, Question, State, Thread, Vote
from masthead.discussion.rules import Place, Sort
from masthead.discussion.rules.looking import Look
from masthead.kit.refusals import Missing
from masthead.publishing import queries as publishing
from masthead.readers.models import Reader


@dataclass(slots=True)
class Node:
    """A comment where it stands: the nodes beneath it, and whom it answers when its place does not say so."""

    comment: Comment
    replies: list["Node"] = field(default_factory=list)
    in_reply_to: Comment | None = None
    more_replies: int = 0

    @property
    def depth(self) -> int:
        return self.comment.depth


@dataclass(frozen=True, slots=True)
class RootsPage:
    """One page of roots in an order, each with its first replies; `after` begins the next page, if there is one."""

    nodes: Sequence[Node]
    after: str = ""


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """One root with a page of its replies; `after` is the path that the next page begins behind."""

    root: Node
    begins_inside: bool = False
    after: str = ""


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


LABELS = {Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest", Sort.MOST_VOTED: "Most Voted"}


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


def find_comment(page: Page, number: int) -> Comment:
    """Return the comment with this number under `page`, or raise Missing."""
    comment = Comment.objects.select_related("thread", "parent", "question").filter(thread__page_id=page.pk, pk=number)
    found = comment.first()
    if found is None:
        raise Missing("There is no such comment under this article.")
    found.thread.page = page
    return found


def find_listed(page: Page, number: int) -> Comment:
    """Return a comment that has a place on the page, or raise Missing."""
    comment = find_comment(page, number)
    if not comment.listed:
        raise Missing("This comment is not, or no longer, in the discussion.")
    return comment


def roots(thread: Thread, sort: Sort, *, after: Place | None = None, inline: bool = False) -> RootsPage:
    """Return a page of the thread's roots behind the place `after`, with the first replies of each.

    `inline` keeps only those that answer the desk about a passage. At most four queries, whatever the thread's size.
    """
    rows = Comment.objects.filter(thread=thread, root__isnull=True, listed=True).prefetch_related("question")
    if inline:
        rows = rows.filter(question__isnull=False)
    found = _behind(rows.annotate(**_first_replies()), sort, after, rules.ROOTS_PER_PAGE + 1)
    shown = found[: rules.ROOTS_PER_PAGE]
    last = rules.write_place(Place(shown[-1].pk, shown[-1].score), sort) if len(found) > len(shown) else ""
    return RootsPage(_with_replies(shown), last)


def replies(root: Comment, *, after: str = "", around: Comment | None = None) -> RepliesPage:
    """Return `root` with a page of its replies: from the first, behind the path `after`, or so that `around` shows."""
    begin = _path_before(root, around) if around else after
    rows = _replies_of(root).filter(path__gt=begin).select_related("parent")
    found = list(rows[: rules.REPLIES_PER_PAGE + 1])
    shown = found[: rules.REPLIES_PER_PAGE]
    last = shown[-1].path if len(found) > len(shown) else ""
    return RepliesPage(nest(root, shown), begins_inside=bool(begin), after=last)


def nest(root: Comment, ordered: Iterable[Comment]) -> Node:
    """Return the tree of `root` and its replies, which come in the order of their paths."""
    top = Node(root)
    line = [top]
    for comment in ordered:
        while len(line) > 1 and not comment.path.startswith(line[-1].comment.path):
            line.pop()
        node = Node(comment)
        above = line[-1]
        if comment.parent_id != above.comment.pk:
            node.in_reply_to = comment.parent
        above.replies.append(node)
        line.append(node)
    return top


def comment_counts(pages: Iterable[Page | int]) -> dict[int, int]:
    """Return the number of shown comments by page id, in one query; a page without a thread has none."""
    numbers = [page if isinstance(page, int) else page.pk for page in pages]
    found = dict(Thread.objects.filter(page_id__in=numbers).values_list("page_id", "comment_count"))
    return {number: found.get(number, 0) for number in numbers}


def questions_of(page: Page) -> dict[str, list[Question]]:
    """Return what the desk asks under `page`, by block id in the order of the text, each with `answer_count`."""
    asked: dict[str, list[Question]] = {}
    for question in open_questions(page):
        asked.setdefault(question.block_id, []).append(question)
    return asked


def open_questions(page: Page) -> list[Question]:
    """Return what the desk asks under `page`, each with its number of answers, in one query."""
    rows = Question.objects.filter(thread__page_id=page.pk, withdrawn_at__isnull=True)
    return list(rows.order_by("start", "pk"))


def find_question(page: Page, number: int) -> Question:
    """Return a question that is asked under `page`, or raise Missing."""
    question = Question.objects.filter(thread__page_id=page.pk, pk=number, withdrawn_at__isnull=True).first()
    if question is None:
        raise Missing("That question is no longer asked here.")
    return question


def vote_of(reader: Reader | None, comment: Comment) -> Vote | None:
    """Return the reader's vote on the comment, if any."""
    return Vote.objects.filter(reader=reader, comment=comment).first() if reader else None


def votes_of(reader: Reader, numbers: Sequence[int]) -> dict[int, Vote]:
    """Return the reader's votes on these comments, by the comment's number."""
    return {vote.comment_id: vote for vote in _votes_on(reader, numbers)}


def own_of(reader: Reader, page: Page, numbers: Sequence[int]) -> list[Comment]:
    """Return the reader's own comments among these, and theirs under `page` that are held, the newest first."""
    mine = Comment.objects.filter(thread__page_id=page.pk, reader=reader)
    wanted = mine.filter(Q(pk__in=numbers, state=State.SHOWN) | Q(state=State.HELD))
    return list(wanted.select_related("thread", "question").order_by("-pk")[: rules.MOST_ASKED])


def comments_in(state: State) -> QuerySet[Comment]:
    """Return all comments in a state, newest first, for the staff."""
    return Comment.objects.filter(state=state).select_related("thread__page", "decided_by").order_by("-pk")


def _votes_on(reader: Reader, numbers: Sequence[int]) -> QuerySet[Vote]:
    return Vote.objects.filter(reader=reader, comment_id__in=numbers).select_related("comment__thread")


def _behind(rows: QuerySet[Comment], sort: Sort, after: Place | None, wanted: int) -> list[Comment]:
    path = rules.path_of(after.number) if after else ""
    if sort is Sort.OLDEST:
        return list((rows.filter(path__gt=path) if after else rows).order_by("path")[:wanted])
    if sort is Sort.NEWEST:
        return list((rows.filter(path__lt=path) if after else rows).order_by("-path")[:wanted])
    if after is None:
        return list(rows.order_by("-score", "-path")[:wanted])
    # Two plain ranges: as one condition, the database would read every root of the same score up to the place.
    same = list(rows.filter(score=after.score, path__lt=path).order_by("-path")[:wanted])
    lower = rows.filter(score__lt=after.score).order_by("-score", "-path")
    return same + list(lower[: wanted - len(same)])


def _replies_of(root: Any) -> QuerySet[Comment]:
    return Comment.objects.filter(root=root, root__isnull=False, listed=True).order_by("path")


def _first_replies() -> dict[str, Any]:
    beneath = _replies_of(OuterRef("pk")).values("pk")
    return {f"reply_{place}": Subquery(beneath[place : place + 1]) for place in range(rules.REPLIES_SHOWN)}


def _with_replies(shown: Sequence[Comment]) -> list[Node]:
    wanted = [
        number
        for root in shown
        for place in range(rules.REPLIES_SHOWN)
        if (number := getattr(root, f"reply_{place}")) is not None
    ]
    beneath: dict[int | None, list[Comment]] = {}
    for reply in Comment.objects.filter(pk__in=wanted).select_related("parent").order_by("path") if wanted else ():
        beneath.setdefault(reply.root_id, []).append(reply)
    nodes = [nest(root, beneath.get(root.pk, ())) for root in shown]
    for node in nodes:
        node.more_replies = max(0, node.comment.reply_count - rules.REPLIES_SHOWN)
    return nodes


def _path_before(root: Comment, reply: Comment) -> str:
    above = _replies_of(root).filter(path__lt=reply.path).order_by("-path").values_list("path", flat=True)
    found = list(above[: rules.REPLIES_BEFORE + 1])
    return found[-1] if len(found) > rules.REPLIES_BEFORE else ""
