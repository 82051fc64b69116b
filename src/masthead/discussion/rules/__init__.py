"""How a thread is ordered, limited and voted on: pure functions, and the numbers they go by."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from masthead.readers.rules import Limit

ROOTS_PER_PAGE: Final = 50
REPLIES_SHOWN: Final = 3
REPLIES_PER_PAGE: Final = 50
REPLIES_BEFORE: Final = 10  # how many stand above a reply that a permalink leads to
SHOWN_DEPTH: Final = 3
EDIT_WINDOW: Final = timedelta(minutes=15)
SAME_WITHIN: Final = timedelta(seconds=60)  # the same words again within this are a second click, not a second comment
SCORE_AFTER_VOTES: Final = 5
SCORE_AFTER: Final = timedelta(hours=2)
COUNTED_PER_NETWORK: Final = 3
BODY_LENGTH: Final = 8_000
NAME_LENGTH: Final = 60
SENTENCE_LENGTH: Final = 300
MOST_ASKED: Final = 300  # comments whose votes a page may ask for at once
UNNAMED: Final = "Anonymous reader"

WRITING_BY_READER: Final = Limit(burst=6, seconds=60)
WRITING_BY_NETWORK: Final = Limit(burst=30, seconds=60)
VOTING_BY_READER: Final = Limit(burst=30, seconds=60)
VOTING_BY_NETWORK: Final = Limit(burst=120, seconds=60)

# Digits only: letters are ordered differently by the collations of some languages ("aa" comes last in Danish).
ID_WIDTH: Final = 11
_PATH: Final = re.compile(rf"(?:[0-9]{{{ID_WIDTH}}}){{1,{SHOWN_DEPTH + 1}}}")
_SCORE_AND_NUMBER: Final = re.compile(r"(-?[0-9]{1,9})\.([0-9]{1,18})")
_NUMBER: Final = re.compile(r"[0-9]{1,18}")


class Sort(StrEnum):
    """The orders of root comments, as they stand in an address. Replies always stand oldest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    MOST_VOTED = "most-voted"


DEFAULT_SORT: Final = Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of roots begins: after the root `number`, which stood at `score` when the address was made."""

    number: int
    score: int = 0


def read_sort(written: str) -> Sort | None:
    """Return the order that an address asks for; the default for an empty one, None for one that does not exist."""
    if not written:
        return DEFAULT_SORT
    return next((sort for sort in Sort if sort.value == written), None)


def read_place(written: str, sort: Sort) -> Place | None:
    """Return the place that `?after=` names in this order, or None when it cannot be read."""
    if sort is Sort.MOST_VOTED:
        match = _SCORE_AND_NUMBER.fullmatch(written)
        return Place(number=int(match[2]), score=int(match[1])) if match else None
    return Place(number=int(written)) if _NUMBER.fullmatch(written) else None


def write_place(place: Place, sort: Sort) -> str:
    """Write a place for `?after=` in this order."""
    return f"{place.score}.{place.number}" if sort is Sort.MOST_VOTED else str(place.number)


def is_path(written: str) -> bool:
    """Say whether this can be the path of a comment."""
    return _PATH.fullmatch(written) is not None


def path_of(number: int, parent_path: str = "") -> str:
    """Return the path of comment `number`, a root or an answer to the comment with `parent_path`.

    ORDER BY path is the shown order: nested, oldest first. A reply deeper than SHOWN_DEPTH stands beside the one that
    it answers, so a path never grows beyond a root's number and SHOWN_DEPTH more. Roots are ordered by it as well, not
    by their number: that would let PostgreSQL walk the table's own key past thousands of replies to find fifty roots.
    """
    return parent_path[: ID_WIDTH * SHOWN_DEPTH] + f"{number:0{ID_WIDTH}d}"


def depth_of(path: str) -> int:
    """Return how deep a comment is shown: 0 for a root."""
    return len(path) // ID_WIDTH - 1


def may_still_change(written_at: datetime, now: datetime) -> bool:
    """Say whether the author's window for editing and deleting is open."""
    return now - written_at < EDIT_WINDOW


def minutes_left(written_at: datetime, now: datetime) -> int:
    """Return the whole minutes left to change a comment, rounded up."""
    return max(0, -int((now - written_at - EDIT_WINDOW) / timedelta(minutes=1) // 1))


def is_score_shown(vote_count: int, written_at: datetime, now: datetime) -> bool:
    """Say whether the score shows: the first votes sway the next (Muchnik et al., Science 341:647, 2013)."""
    return vote_count >= SCORE_AFTER_VOTES or now - written_at >= SCORE_AFTER
