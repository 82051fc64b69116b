"""Whatever is booked, in whatever order and however often, the meter is what a replay of the facts comes to.

The replay is plain Python over the facts that were told: it knows no table, no transfer and no query of the meter.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from masthead.funding import operations, queries
from masthead.funding.errors import AlreadyBooked, MoreThanGiven
from masthead.funding.models import Campaign, Entry, Giver

LAST_DAY = date(2026, 3, 2)
DAYS = st.integers(0, 100).map(lambda back: LAST_DAY - timedelta(days=back))
AMOUNTS = st.integers(1, 1_000_000)
NAMES = st.sampled_from(["", "", "Tilde Marrow", "Orla Finn"])
ZONES = ["UTC", "Pacific/Auckland", "America/New_York"]
KINDS = [("once", "USD"), ("monthly", "JPY"), ("yearly", "KWD")]
GOAL = 5_000_000
DAYS_THAT_TURN = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28)]
FORBIDDEN = [
    "UPDATE funding_transfer SET amount = amount + 1",
    "DELETE FROM funding_transfer",
    "DELETE FROM funding_entry",
    "UPDATE funding_account SET currency = 'EUR'",
    "UPDATE funding_campaign SET \"window\" = 'once' WHERE \"window\" <> 'once'",
]


@dataclass
class Told:
    """A gift as the replay remembers it."""

    campaign: int
    amount: int
    day: date
    hand: object
    back: list[tuple[int, date]] = field(default_factory=list)

    @property
    def left(self) -> int:
        return self.amount - sum(amount for amount, _ in self.back)


def period(window: str, day: date) -> tuple[int, ...]:
    return {"once": (), "monthly": (day.year, day.month), "yearly": (day.year,)}[window]


def replay(gifts: list[Told], campaign: int, window: str, day: date) -> tuple[int, int]:
    """Return the sum and the number of readers of the period that `day` lies in."""
    now, total, hands = period(window, day), 0, defaultdict(int)
    for gift in gifts:
        if gift.campaign != campaign:
            continue
        back = sum(amount for amount, when in gift.back if period(window, when) == now)
        total -= back
        if period(window, gift.day) == now:
            total += gift.amount
            hands[gift.hand] += gift.amount > back
    return total, sum(1 for kept in hands.values() if kept)


class Books(RuleBasedStateMachine):
    """What a newsroom does with money, in any order."""

    gifts = Bundle("gifts")
    zone = "UTC"

    def __init__(self) -> None:
        super().__init__()
        self.campaigns: list[Campaign] = []
        self.told: dict[str, Told] = {}
        self.numbers = iter(range(10**9))
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        try:
            for day in DAYS_THAT_TURN if self.campaigns else ():
                self.compare(day, 0)
                self.compare(day, 23)
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize()
    def open_campaigns(self) -> None:
        self.campaigns = [
            operations.open_campaign(title=window, goal=GOAL, currency=currency, window=window)
            for window, currency in KINDS
        ]

    def ref(self) -> str:
        return f"fact:{next(self.numbers)}"

    def book(self, number: int, amount: int, day: date, ref: str, **who: Any) -> Entry:
        campaign = self.campaigns[number]
        return operations.book_gift(campaign=campaign, amount=amount, received_on=day, source_ref=ref, **who)

    @rule(target=gifts, number=st.sampled_from([0, 1, 2]), amount=AMOUNTS, day=DAYS, name=NAMES)
    def a_gift_comes(self, number: int, amount: int, day: date, name: str) -> str:
        ref = self.ref()
        self.book(number, amount, day, ref, name=name)
        self.told[ref] = Told(number, amount, day, hand=object())
        return ref

    @rule(target=gifts, earlier=gifts, number=st.sampled_from([0, 1, 2]), amount=AMOUNTS, day=DAYS)
    def the_same_reader_gives_again(self, earlier: str, number: int, amount: int, day: date) -> str:
        ref = self.ref()
        self.book(number, amount, day, ref, same_reader_as=Entry.objects.get(source_ref=earlier).pk)
        self.told[ref] = Told(number, amount, day, self.told[earlier].hand)
        return ref

    @rule(ref=gifts)
    def its_source_is_told_again(self, ref: str) -> None:
        gift = self.told[ref]
        self.book(gift.campaign, gift.amount, gift.day, ref)

    @rule(ref=gifts, amount=AMOUNTS)
    def its_source_is_told_otherwise(self, ref: str, amount: int) -> None:
        gift = self.told[ref]
        if amount != gift.amount:
            with pytest.raises(AlreadyBooked):
                self.book(gift.campaign, amount, gift.day, ref)

    @rule(ref=gifts, part=st.integers(1, 12), later=st.integers(0, 60), again=st.booleans())
    def a_part_goes_back(self, ref: str, part: int, later: int, again: bool) -> None:
        gift, entry = self.told[ref], Entry.objects.get(source_ref=ref)
        facts: dict[str, Any] = {
            "entry": entry,
            "amount": max(1, gift.amount * part // 10),
            "returned_on": min(gift.day + timedelta(days=later), LAST_DAY),
            "source_ref": self.ref(),
        }
        if facts["amount"] > gift.left:
            with pytest.raises(MoreThanGiven):
                operations.reverse_gift(**facts)
            return
        for _ in range(1 + again):
            operations.reverse_gift(**facts)
        gift.back.append((facts["amount"], facts["returned_on"]))

    @rule(name=st.sampled_from(["Tilde Marrow", "Orla Finn"]))
    def a_giver_is_forgotten(self, name: str) -> None:
        giver = Giver.objects.filter(name=name).first()
        if giver:
            operations.erase_giver(giver=giver)

    @rule(ref=consumes(gifts))
    def a_gift_is_left_alone(self, ref: str) -> None:
        """It stays booked; nobody asks for it again."""

    @rule(statement=st.sampled_from(FORBIDDEN))
    def somebody_reaches_past_the_program(self, statement: str) -> None:
        if not self.told:
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(statement)

    @rule()
    def somebody_changes_what_is_asked_for(self) -> None:
        Campaign.objects.update(goal=GOAL + 1, milestones=[1], title="Other")

    @invariant()
    def the_meter_is_the_replay(self) -> None:
        if self.campaigns:
            self.compare(LAST_DAY, 23)

    def compare(self, day: date, hour: int) -> None:
        now = datetime(day.year, day.month, day.day, hour, 59, tzinfo=ZoneInfo(self.zone))
        for number, (window, _) in enumerate(KINDS):
            read = queries.meter(self.campaigns[number], now.astimezone(UTC))
            assert (read.amount, read.readers) == replay(list(self.told.values()), number, window, day)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ZONES)
def test_the_meter_is_what_a_replay_of_the_facts_comes_to(zone, settings_of_hypothesis, settings):
    settings.TIME_ZONE = zone
    machine = type("BooksOfThatZone", (Books,), {"zone": zone})
    with time_machine.travel(datetime(2026, 3, 2, 11, 30, tzinfo=UTC), tick=False):
        run_state_machine_as_test(machine, settings=settings_of_hypothesis)


@pytest.fixture
def settings_of_hypothesis() -> settings:
    return settings(
        max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
