"""Comments in their order: pages of roots, pages of replies, and the tree that a reader sees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from masthead.discussion import rules
from masthead.discussion.models import Comment, Thread
from masthead.discussion.rules import Place, Sort


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
