"""The order of a thread, against a tree that is walked by plain recursion."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from masthead.discussion.models import Comment
from masthead.discussion.queries import Node, nest
from masthead.discussion.rules import SHOWN_DEPTH, depth_of, path_of

# Each entry says which earlier comment the next one answers: 0 is the root.
threads = st.lists(st.integers(min_value=0, max_value=10_000), max_size=60)


@dataclass
class Said:
    """A comment of the plain tree, which knows nothing of paths."""

    number: int
    level: int
    answers: list["Said"] = field(default_factory=list)


def grow(choices: list[int], first: int = 1, step: int = 1) -> list[Said]:
    """Let each comment answer one before it, in the order in which they are written."""
    said = [Said(first, 0)]
    for count, choice in enumerate(choices, start=1):
        answered = said[choice % len(said)]
        comment = Said(first + count * step, answered.level + 1)
        answered.answers.append(comment)
        said.append(comment)
    return said


def walk(said: Said) -> list[tuple[int, int]]:
    """Return numbers and shown depths as a reader meets them: each with what answers it, the older first.

    From the last shown level on, answers at any depth stand side by side in the order in which they were written.
    """
    if said.level == SHOWN_DEPTH:
        return [(number, SHOWN_DEPTH) for number in sorted(everything_under(said))]
    met = [(said.number, said.level)]
    if said.level == SHOWN_DEPTH - 1:
        flat = [number for answer in said.answers for number in everything_under(answer)]
        return met + [(number, SHOWN_DEPTH) for number in sorted(flat)]
    for answer in said.answers:
        met += walk(answer)
    return met


def everything_under(said: Said) -> list[int]:
    return [said.number, *(number for answer in said.answers for number in everything_under(answer))]


def paths_of(root: Said) -> dict[int, str]:
    paths: dict[int, str] = {}

    def place(said: Said, above: str) -> None:
        paths[said.number] = path_of(said.number, above)
        for answer in said.answers:
            place(answer, paths[said.number])

    place(root, "")
    return paths


@given(threads, st.integers(min_value=1, max_value=10**9), st.integers(min_value=1, max_value=10**6))
def test_the_order_of_paths_is_the_order_of_reading(choices, first, step):
    root = grow(choices, first, step)[0]
    by_path = sorted(paths_of(root).items(), key=lambda item: item[1])
    assert [(number, depth_of(path)) for number, path in by_path] == walk(root)


@given(threads)
def test_paths_are_bounded_and_none_is_twice(choices):
    paths = paths_of(grow(choices)[0])
    assert len(set(paths.values())) == len(paths)
    assert all(0 <= depth_of(path) <= SHOWN_DEPTH for path in paths.values())


@given(threads)
def test_the_nested_tree_shows_the_same_order_and_says_whom_a_flattened_reply_answers(choices):
    said = grow(choices)
    paths = paths_of(said[0])
    parents = {answer.number: comment.number for comment in said for answer in comment.answers}
    rows = {number: Comment(pk=number, path=path, parent_id=parents.get(number)) for number, path in paths.items()}
    for number, row in rows.items():
        row.parent = rows[parents[number]] if number in parents else None
    tree = nest(rows[said[0].number], [rows[number] for number in sorted(rows, key=paths.__getitem__)[1:]])

    met: list[tuple[int, int]] = []

    def read(node: Node, above: Node | None) -> None:
        met.append((node.comment.pk, node.depth))
        answered = node.in_reply_to.pk if node.in_reply_to else above and above.comment.pk
        assert answered == parents.get(node.comment.pk)
        assert above is None or node.depth == above.depth + 1
        for reply in node.replies:
            read(reply, node)

    read(tree, None)
    assert met == walk(said[0])


@given(threads, st.integers(min_value=0, max_value=60))
def test_a_page_that_begins_in_the_middle_loses_nobody(choices, begin):
    said = grow(choices)
    paths = paths_of(said[0])
    parents = {answer.number: comment.number for comment in said for answer in comment.answers}
    shown = sorted(paths, key=paths.__getitem__)[1 + begin :]
    rows = {number: Comment(pk=number, path=path, parent_id=parents.get(number)) for number, path in paths.items()}
    for number in parents:
        rows[number].parent = rows[parents[number]]
    tree = nest(rows[said[0].number], [rows[number] for number in shown])

    met: list[int] = []

    def read(node: Node) -> None:
        for reply in node.replies:
            met.append(reply.comment.pk)
            read(reply)

    read(tree)
    assert met == shown
