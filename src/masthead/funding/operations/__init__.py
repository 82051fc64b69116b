"""What is done with money: one module for each thing a person does."""

from masthead.funding.operations.booking import book_gift, erase_giver, reverse_gift
from masthead.funding.operations.campaigns import change_campaign, end_campaign, open_campaign
from masthead.funding.operations.proof import prove_ledger_is_closed

__all__ = [
    "book_gift",
    "change_campaign",
    "end_campaign",
    "erase_giver",
    "open_campaign",
    "prove_ledger_is_closed",
    "reverse_gift",
]
