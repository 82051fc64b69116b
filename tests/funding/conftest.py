"""What the tests of money share."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from masthead.funding import operations
from masthead.funding.models import Campaign, Entry

NOW = datetime(2026, 1, 24, 9, 45, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def campaign(db: None) -> Campaign:
    """What The Skerry asks for: 5,000 $ a month, with a milestone half way."""
    return operations.open_campaign(
        title="A paper for the lake", goal=500_000, currency="USD", milestones=[250_000], support_text="Come by."
    )


def give(campaign: Campaign, amount: int, ref: str, *, on: date = TODAY, **more: Any) -> Entry:
    return operations.book_gift(campaign=campaign, amount=amount, received_on=on, source_ref=ref, **more)


def take_back(entry: Entry, amount: int, ref: str, *, on: date = TODAY) -> Entry:
    return operations.reverse_gift(entry=entry, amount=amount, returned_on=on, source_ref=ref)
