"""How an address says which part of a discussion is looked at, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from masthead.discussion.errors import UnreadableAddress
from masthead.discussion.rules import DEFAULT_SORT, MOST_ASKED, Place, Sort, read_place, read_sort

_MOST_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Look:
    """What `?sort=`, `?after=`, `?inline=` and `?answer=` ask for."""

    sort: Sort = DEFAULT_SORT
    after: Place | None = None
    inline: bool = False
    answer: int | None = None

    def query(self, *, sort: Sort | None = None, after: str = "", inline: bool | None = None) -> str:
        """Write the query of a sibling address: another order, another page, with or without the filter."""
        order = sort or self.sort
        asked = {"sort": order.value} if order is not DEFAULT_SORT else {}
        if self.inline if inline is None else inline:
            asked["inline"] = "1"
        if after:
            asked["after"] = after
        return f"?{urlencode(asked)}" if asked else ""


def read_look(asked: Mapping[str, str]) -> Look:
    """Read the query of an address, or raise UnreadableAddress with a sentence."""
    sort = read_sort(asked.get("sort", ""))
    if sort is None:
        raise UnreadableAddress("There is no such order. The orders are newest, oldest and most-voted.")
    return Look(
        sort=sort,
        after=_after(asked.get("after", ""), sort),
        inline=_inline(asked.get("inline", "")),
        answer=read_number(asked.get("answer", "")),
    )


def read_number(written: str) -> int | None:
    """Return the number of a comment or question, None for an empty text, or raise UnreadableAddress."""
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS):
        raise UnreadableAddress("That number cannot be read. Go back to the discussion and try again.")
    return int(written)


def read_numbers(written: str) -> list[int]:
    """Return the numbers that stand between commas, or raise UnreadableAddress: for too many, or for anything else."""
    parts = written.split(",") if written else []
    numbers = [read_number(part) for part in parts]
    found = [number for number in numbers if number is not None]
    if len(found) != len(parts) or len(found) > MOST_ASKED:
        raise UnreadableAddress(f"These are the numbers of comments, at most {MOST_ASKED}, with commas between them.")
    return found


def _after(written: str, sort: Sort) -> Place | None:
    if not written:
        return None
    place = read_place(written, sort)
    if place is None:
        raise UnreadableAddress("There is no such page of the discussion. Begin again at its first page.")
    return place


def _inline(written: str) -> bool:
    if written not in {"", "1"}:
        raise UnreadableAddress("The filter is inline=1 or nothing.")
    return written == "1"
