"""Amounts, windows and what the meter says: pure functions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from masthead.kit.refusals import Refusal

LARGEST_AMOUNT = 100_000_000_000  # minor units; sums of ninety million such transfers still fit 64 bits
LONGEST_TITLE = 120
LONGEST_NAME = 100
LONGEST_MESSAGE = 1000
MOST_MILESTONES = 4
EARLIEST_DAY = date(1990, 1, 1)
PIN_TURNS_AT = 0.6  # beyond this share the amount stands before its pin, or it would run out of the scale

LONGEST_AMOUNT = 40  # characters
_MARKS = ".,"
_MINUS = "\N{MINUS SIGN}"
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

LABEL_PATTERN = re.compile(rf"¤[{_SPACES}]?(?:#,##)?0\.##|(?:#,##)?0\.##[{_SPACES}]?¤")

ONCE, MONTHLY, YEARLY = "once", "monthly", "yearly"

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

Write = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Window:
    """The time whose gifts count: from `start` until just before `end`; None is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a campaign asks for, in minor units."""

    goal: int
    milestones: tuple[int, ...]
    window: str


@dataclass(frozen=True, slots=True)
class Raised:
    """What the ledger says of a window: the sum after refunds, the readers of whose gifts something is left."""

    amount: int
    readers: int
    any_entry: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled point of the scale; `share` is its place from 0 to 1."""

    amount: int
    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Meter:
    """All that the drawing and the sentence need. Amounts are minor units; labels are written out."""

    amount: int
    goal: int
    readers: int
    amount_label: str
    marks: tuple[Mark, ...]
    sentence: str
    support_line: str
    share: float
    state: str
    pin_side: str

    @property
    def ticks(self) -> tuple[float, ...]:
        """The tenths of the scale between its ends."""
        return tuple(tenth / 10 for tenth in range(1, 10))


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes amounts of a currency; `signs` are what may stand before or after: its sign and code."""

    decimals: int
    point: str = "."
    group: str = ","
    signs: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        groups = re.escape(self.group) + ("" if self.group in _MARKS else _SPACES)
        return re.compile(
            rf"(?P<minus>[-{_MINUS}])?(?P<whole>\d+|\d{{1,3}}(?:[{groups}]\d{{3}})+)(?:{re.escape(self.point)}(?P<part>\d+))?"
        )

    @property
    def example(self) -> str:
        part = "5".ljust(self.decimals, "0") if self.decimals else ""
        return f"12{self.point}{part} or 1{self.group}000" if part else f"12 or 1{self.group}000"


def window_at(kind: str, now: datetime, zone: tzinfo) -> Window:
    """Return the month or year of `now` by the clock of `zone`; a campaign that runs once has no bounds."""
    today = now.astimezone(zone)
    if kind == MONTHLY:
        last = today.month == 12  # noqa: PLR2004 - December
        return Window(
            _midnight(today.year, today.month, zone), _midnight(today.year + last, today.month % 12 + 1, zone)
        )
    if kind == YEARLY:
        return Window(_midnight(today.year, 1, zone), _midnight(today.year + 1, 1, zone))
    return Window(None, None)


def moment_of(day: date, zone: tzinfo) -> datetime:
    """Return noon of `day`: far from both midnights, so that no later change of the zone moves it to another month."""
    return datetime.combine(day, time(12), zone)


def read_meter(aim: Aim, raised: Raised, write: Write) -> Meter:
    """Put what was raised on the scale of what is asked for. `write` turns minor units into a label."""
    share = min(max(raised.amount / aim.goal, 0.0), 1.0)
    return Meter(
        amount=raised.amount,
        goal=aim.goal,
        readers=raised.readers,
        amount_label=write(raised.amount),
        marks=tuple(Mark(point, write(point), point / aim.goal) for point in (0, *aim.milestones, aim.goal)),
        sentence=sentence_of(aim, raised, write),
        support_line=support_line(aim.window, raised.readers),
        share=share,
        state=_state(aim, raised),
        pin_side="start" if share > PIN_TURNS_AT else "end",
    )


def sentence_of(aim: Aim, raised: Raised, write: Write) -> str:
    """Say in words what the meter's number means."""
    when = {MONTHLY: "this month", YEARLY: "this year"}.get(aim.window)
    whose = f"{raised.readers} reader{'' if raised.readers == 1 else 's'}"
    if not raised.any_entry:
        return f"Nobody has given yet{_spaced(when)}. The ledger opens with the first."
    if raised.amount < 0:
        return f"Refunds are {write(-raised.amount)} above gifts{_spaced(when or 'so far')}."
    if raised.readers == 0:
        return f"{write(raised.amount)} of {write(aim.goal)} {when or 'so far'}, after refunds."
    if raised.amount >= aim.goal:
        paid = f"{when} is paid" if when else f"the goal of {write(aim.goal)} is reached"
        return f"{write(raised.amount)}: {paid}, by {whose}, after refunds."
    return f"{write(raised.amount)} of {write(aim.goal)} {when or 'so far'}, from {whose}, after refunds."


def support_line(window: str, readers: int) -> str:
    """Say who pays, for the line beside the first call."""
    what = {MONTHLY: " for this month", YEARLY: " for this year"}.get(window, "")
    if readers == 0:
        return f"Nobody has paid{what} yet."
    number = NUMBERS[readers] if readers < len(NUMBERS) else f"{readers:,}"
    return f"{number} reader{' has' if readers == 1 else 's have'} paid{what} so far."


def heading_of(window: str) -> str:
    """Return the heading of the public list."""
    return {MONTHLY: "Every entry this month", YEARLY: "Every entry this year"}.get(window, "Every entry")


def read_amount(written: str, notation: Notation) -> int:
    """Return the minor units of an amount as people write it: `40`, `12.50`, `1,000`, `$ 1,000.50`.

    Groups are of three digits, so that `12,50` is asked about where the comma parts thousands, and never guessed at.
    """
    found = notation.pattern.fullmatch(_without_signs(written, notation.signs)[:LONGEST_AMOUNT])
    if found is None:
        raise _refused(f"“{written.strip()[:LONGEST_AMOUNT]}” is no amount: write it like {notation.example}.")
    part = found["part"] or ""
    if len(part) > notation.decimals:
        has = f"{notation.decimals} decimals" if notation.decimals else "no decimals"
        raise _refused(f"This currency has {has}: write it like {notation.example}.")
    whole = re.sub(r"\D", "", found["whole"])
    return check_amount(int(whole + part.ljust(notation.decimals, "0")) * (-1 if found["minus"] else 1))


def check_amount(amount: int) -> int:
    """Return `amount` if it can be booked: above zero and not absurd."""
    if amount == 0:
        raise _refused("The amount is zero: write what was given.")
    if amount < 0:
        raise _refused("The amount is below zero. To take money back, reverse the gift that it belongs to.")
    if amount > LARGEST_AMOUNT:
        raise _refused("The amount is larger than can be booked at once. Please check the zeros.")
    return amount


def check_day(day: date, *, not_before: date | None, today: date, field: str) -> None:
    """Refuse a day that has not come, is before `not_before`, or is too long ago to be meant."""
    if day > today:
        raise Refusal("This day is still to come: enter money when it has arrived.", field=field)
    if not_before is not None and day < not_before:
        raise Refusal(f"This is before the gift itself, which came on {not_before:%Y-%m-%d}.", field=field)
    if day < EARLIEST_DAY:
        raise Refusal("This day is too long ago. Please check the year.", field=field)


def check_words(*, name: str, message: str) -> None:
    """Refuse a name or a message that is longer than is kept."""
    if len(name) > LONGEST_NAME:
        raise Refusal(f"The name is {len(name)} characters long; {LONGEST_NAME} are kept.", field="name")
    if len(message) > LONGEST_MESSAGE:
        raise Refusal(f"The message is {len(message)} characters long; {LONGEST_MESSAGE} are kept.", field="message")


def check_campaign(*, title: str, goal: int, milestones: Sequence[int], label_pattern: str) -> None:
    """Refuse a campaign that could not be shown: without a title, a goal, or with milestones outside of the scale."""
    if not title.strip():
        raise Refusal("The campaign needs a title.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refusal(f"The title is {len(title)} characters long; {LONGEST_TITLE} are kept.", field="title")
    if not 0 < goal <= LARGEST_AMOUNT:
        raise Refusal("The goal is above zero, and not absurd. Please check the zeros.", field="goal")
    if any(not 0 < milestone < goal for milestone in milestones):
        raise Refusal("A milestone lies between zero and the goal.", field="milestones")
    if len(milestones) > MOST_MILESTONES:
        raise Refusal(f"More than {MOST_MILESTONES} milestones cannot be told apart on the scale.", field="milestones")
    if not LABEL_PATTERN.fullmatch(label_pattern):
        raise Refusal(
            "The label pattern needs 0.## for the amount and ¤ for the sign, like “#,##0.## ¤” or “¤#,##0.##”: once"
            " each, with nothing but a space between.",
            field="label_pattern",
        )


def _refused(sentence: str) -> Refusal:
    return Refusal(sentence, field="amount")


def _state(aim: Aim, raised: Raised) -> str:
    if not raised.any_entry:
        return "empty"
    return "reached" if raised.amount >= aim.goal else "some"


def _spaced(words: str | None) -> str:
    return f" {words}" if words else ""


def _midnight(year: int, month: int, zone: tzinfo) -> datetime:
    return datetime(year, month, 1, tzinfo=zone)


def _without_signs(written: str, signs: tuple[str, ...]) -> str:
    bare = written.strip()
    for sign in signs:
        bare = bare.removeprefix(sign).removesuffix(sign).strip()
    return bare
