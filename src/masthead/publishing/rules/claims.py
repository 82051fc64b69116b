"""Claims: what an article says, where each thing comes from, and how honestly it is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SHORT_SEEN = "seen by us"
SHORT_INFERENCE = "our inference"
US = "us"


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of a relayed claim, in order from its origin to us."""

    who: str
    short: str
    kind: str
    is_us: bool = False
    verb: str = "said"
    words: str = ""
    how: str = ""
    known: str = ""
    at: datetime | None = None
    address: str = ""
    reason: str = ""
    """Of somebody who is not named: why, in public words."""
    home: str = ""
    """The source's own address."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of an article and where they come from. `number` counts through the whole article, from 1."""

    number: int
    kind: str
    words: str
    short: tuple[str, ...]
    hops: tuple[Hop, ...] = ()
    note: str = ""

    @property
    def spoken_kind(self) -> str:
        """The kind as it is said first to a reader who listens."""
        return {"relayed": "relayed", "seen": SHORT_SEEN}.get(self.kind, SHORT_INFERENCE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article's body, ready to be shown.

    `html` is safe markup with the claims' words marked; `text` is what a reader reads in it. `data` holds what a kind
    needs besides: picture (picture, alternative, caption), quotation (speaker, pull), facts (title, rows, checked).
    """

    block_id: str
    kind: str
    html: str
    text: str
    claims: tuple[Claim, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims of each kind stand in an article, and how many paragraphs name no source at all."""

    relayed: int = 0
    seen: int = 0
    inference: int = 0
    unnamed: int = 0

    @property
    def sentence(self) -> str:
        """For example: 2 relayed, 1 our inference, 4 without a named source."""
        parts = (
            (self.relayed, "relayed"),
            (self.seen, SHORT_SEEN),
            (self.inference, SHORT_INFERENCE),
            (self.unnamed, "without a named source"),
        )
        return ", ".join(f"{count} {words}" for count, words in parts if count)

    @property
    def marks(self) -> list[str]:
        """One kind for each claim: what the small marks at the foot draw."""
        kinds = ("relayed", "seen", "inference", "unnamed")
        return [kind for kind in kinds for _ in range(getattr(self, kind))]


def count(paragraphs: Iterable[tuple[bool, Iterable[str]]]) -> ClaimCounts:
    """Count the claims of blocks, each given as (is it a paragraph with text, kinds of its attributions)."""
    found = {"relayed": 0, "seen": 0, "inference": 0, "unnamed": 0}
    for is_paragraph, kinds in paragraphs:
        listed = list(kinds)
        for kind in listed:
            found[kind] += 1
        if is_paragraph and not listed:
            found["unnamed"] += 1
    return ClaimCounts(**found)


def short_form(kind: str, hops: Iterable[Hop]) -> tuple[str, ...]:
    """Return the words of the short form: a relayed claim's stations, of which the last is always us."""
    if kind == "seen":
        return (SHORT_SEEN,)
    if kind == "inference":
        return (SHORT_INFERENCE,)
    stations = [US if hop.is_us else hop.short for hop in hops]
    if not stations or stations[-1] != US:
        stations.append(US)
    return tuple(stations)
