"""What has happened to the money, told after commit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GiftBooked:
    """A gift stands in the ledger; `campaign` and `entry` are primary keys."""

    campaign: int
    entry: int


@dataclass(frozen=True, slots=True)
class GiftReversed:
    """All or part of a gift was taken back; `entry` is the key of the reversal."""

    campaign: int
    entry: int


@dataclass(frozen=True, slots=True)
class CampaignChanged:
    """A campaign was opened, changed or ended, so every page's meter may read otherwise."""

    campaign: int
