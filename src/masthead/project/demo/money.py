"""The demo's campaign, and the gifts that its ledger holds."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from masthead.funding import operations


def fill(facts: dict[str, Any], now: datetime) -> None:
    """Open the campaign and book its gifts, each inside the current month, so that the meter of any day shows them."""
    words = facts["campaign"]
    campaign = operations.open_campaign(
        title=words["title"],
        goal=words["goal"],
        milestones=[words["milestone"]],
        window="monthly",
        currency=words["currency"],
        support_text=words["support"],
    )
    first_of_month = timezone.localdate(now).replace(day=1)
    for number, gift in enumerate(facts["gifts"], start=1):
        day = max(timezone.localdate(now - timedelta(hours=gift["hours_ago"])), first_of_month)
        entry = operations.book_gift(
            campaign=campaign,
            amount=gift["amount"],
            received_on=day,
            source_ref=f"counter:demo-{number}",
            name=gift["name"],
        )
        if gift["refunded"]:
            operations.reverse_gift(
                entry=entry, amount=gift["refunded"], returned_on=day, source_ref=f"counter:demo-{number}-back"
            )
