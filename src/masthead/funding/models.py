"""Campaigns, the ledger, and who gave.

The ledger (account, entry, transfer) holds no personal data and is only ever added to: triggers of the database refuse
everything else (`migrations/_closed_*.py`). A table that Django rebuilds on SQLite loses its triggers, so a migration
that alters one of these must close it again; the proof at start-up finds out when it does not.
"""

from django.db import models
from django.db.models import F, Q

from masthead.funding.rules import LARGEST_AMOUNT
from masthead.kit.money import PATTERN


class Account(models.Model):
    """A place that money moves from or to. Nothing about it can change once it stands."""

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        INCOME = "income"
        EXPENSE = "expense"

    code = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One fact about money, booked once: `source_ref` names the fact at its source.

    `legs` says how many transfers it has; when they all stand, it takes no more.
    """

    class Kind(models.TextChoices):
        GIFT = "gift"
        REVERSAL = "reversal"

    kind = models.CharField(max_length=12, choices=Kind)
    effective_at = models.DateTimeField(db_index=True)
    source_ref = models.CharField(max_length=200, unique=True)
    reverses = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals")
    legs = models.PositiveSmallIntegerField(default=1)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(legs__gte=1), name="entry_has_legs"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="entry_reversal_names_its_original",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Transfer(models.Model):
    """`amount` minor units go from the account in `credit` to the account in `debit`: balanced by construction."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transfers")
    leg = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="credits")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "leg"], name="transfer_leg_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=LARGEST_AMOUNT), name="transfer_amount_in_bounds"
            ),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.leg}"


class Campaign(models.Model):
    """What money is asked for. Its gifts are the ledger's transfers to and from its account, in its currency.

    `goal` and `milestones` are minor units. The account and the window never change: they decide what the meter reads.
    """

    class Window(models.TextChoices):
        ONCE = "once", "Once, until the goal is reached"
        MONTHLY = "monthly", "Every month anew"
        YEARLY = "yearly", "Every year anew"

    title = models.CharField(max_length=120)
    goal = models.BigIntegerField()
    milestones = models.JSONField(default=list, blank=True)
    window = models.CharField(max_length=8, choices=Window, default=Window.MONTHLY)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="campaign")
    label_pattern = models.CharField(max_length=40, default=PATTERN)
    support_text = models.TextField(blank=True)
    support_html = models.TextField(blank=True, editable=False)
    live = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(goal__gt=0, goal__lte=LARGEST_AMOUNT), name="campaign_goal_in_bounds"),
            models.UniqueConstraint(fields=["live"], condition=Q(live=True), name="campaign_one_is_live"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def currency(self) -> str:
        """The currency of the campaign's account."""
        return self.account.currency


class Giver(models.Model):
    """Whose hand gave: a name only of who wants to be named; without one the row still says "the same hand"."""

    name = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name or f"giver {self.pk}"


class Gift(models.Model):
    """What can be erased of a gift: who gave it, and what they wrote. The money itself is the entry."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="gift")
    giver = models.ForeignKey(Giver, on_delete=models.PROTECT, related_name="gifts")
    message = models.TextField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"gift of entry {self.entry_id}"
