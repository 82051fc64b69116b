"""Gifts enter the ledger, and leave it by reversals."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from masthead.funding import queries, rules
from masthead.funding.errors import AlreadyBooked, MoreThanGiven
from masthead.funding.events import GiftBooked, GiftReversed
from masthead.funding.models import Account, Campaign, Entry, Gift, Giver, Transfer
from masthead.kit import clock, events, text
from masthead.kit.refusals import Refusal


@transaction.atomic
def book_gift(
    *,
    campaign: Campaign,
    amount: int,
    received_on: date,
    source_ref: str,
    name: str = "",
    message: str = "",
    same_reader_as: int | None = None,
) -> Entry:
    """Book a gift of `amount` minor units of the campaign's currency, received on that day of the site's zone.

    `source_ref` names the fact at its source: told a second time, the gift that stands is returned and nothing is
    booked; told as another gift, AlreadyBooked is raised. `name` is kept only of a giver who wants to be named.
    A gift is from a reader of its own, whatever the name, unless `same_reader_as` is the number of an earlier gift.
    Raises Refusal for an amount that is not above zero or is absurd, a day to come, a name or message too long, an
    unknown earlier gift, and a name that differs from the one that stands there.
    """
    rules.check_amount(amount)
    rules.check_day(received_on, not_before=None, today=queries.today(), field="received_on")
    rules.check_words(name=name, message=message)
    name = text.one_line(name)
    known = None if same_reader_as is None else _known_giver(same_reader_as, name)
    fact = _Fact(Entry.Kind.GIFT, received_on, source_ref, None)
    entry, new = _enter(fact, debit=_received(campaign), credit=campaign.account, amount=amount)
    if new:
        Gift.objects.create(entry=entry, giver=known or Giver.objects.create(name=name), message=text.lines(message))
        events.announce(GiftBooked(campaign=campaign.pk, entry=entry.pk))
    return entry


@transaction.atomic
def reverse_gift(*, entry: Entry, amount: int, returned_on: date, source_ref: str) -> Entry:
    """Take back `amount` minor units of a gift, on that day; return the reversal.

    Raises MoreThanGiven when less is left of the gift, Refusal for a reversal or a day before the gift's, and is told
    twice as `book_gift` is.
    """
    rules.check_amount(amount)
    # The lock makes two at once wait for each other; the database's trigger holds the rule whoever writes.
    original = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    if original.kind != Entry.Kind.GIFT:
        raise Refusal("This entry is a reversal itself. Enter the gift again if the money came back.")
    campaign = queries.campaign_of(original)
    rules.check_day(returned_on, not_before=queries.day_of(original), today=queries.today(), field="returned_on")
    fact = _Fact(Entry.Kind.REVERSAL, returned_on, source_ref, original)
    if not Entry.objects.filter(source_ref=source_ref).exists():
        _check_left(original, amount, campaign)
    reversal, new = _enter(fact, debit=campaign.account, credit=_received(campaign), amount=amount)
    if new:
        events.announce(GiftReversed(campaign=campaign.pk, entry=reversal.pk))
    return reversal


@transaction.atomic
def erase_giver(*, giver: Giver) -> None:
    """Forget who gave: the name and the messages go, the money stays, and so does what the meter reads."""
    giver.gifts.update(message="")
    Giver.objects.filter(pk=giver.pk).update(name="")


@dataclass(frozen=True, slots=True)
class _Fact:
    kind: str
    day: date
    source_ref: str
    reverses: Entry | None


def _enter(fact: _Fact, *, debit: Account, credit: Account, amount: int) -> tuple[Entry, bool]:
    known = Entry.objects.filter(source_ref=fact.source_ref).first()
    if known is None:
        try:
            return _write(fact, debit=debit, credit=credit, amount=amount), True
        except IntegrityError:
            # Somebody booked the same fact between the look and the write.
            known = Entry.objects.filter(source_ref=fact.source_ref).first()
            if known is None:
                raise
    told = (known.kind, known.effective_at, known.reverses)
    if told != (fact.kind, _moment(fact.day), fact.reverses) or not _is_leg(known, debit, credit, amount):
        raise AlreadyBooked
    return known, False


@transaction.atomic
def _write(fact: _Fact, *, debit: Account, credit: Account, amount: int) -> Entry:
    entry = Entry.objects.create(
        kind=fact.kind,
        effective_at=_moment(fact.day),
        source_ref=fact.source_ref,
        reverses=fact.reverses,
        legs=1,
        recorded_at=clock.now(),
    )
    Transfer.objects.create(entry=entry, leg=0, debit=debit, credit=credit, amount=amount)
    return entry


def _is_leg(entry: Entry, debit: Account, credit: Account, amount: int) -> bool:
    return entry.transfers.filter(debit=debit, credit=credit, amount=amount).exists()


def _check_left(original: Entry, amount: int, campaign: Campaign) -> None:
    left = queries.left_of(original)
    if amount > left:
        write = queries.writer(campaign)
        raise MoreThanGiven(
            f"{write(amount)} is more than is left of this gift: {write(left)}."
            if left
            else "Nothing is left of this gift: all of it has been taken back already."
        )


def _received(campaign: Campaign) -> Account:
    account, _ = Account.objects.get_or_create(
        code=f"received:{campaign.currency}", defaults={"kind": Account.Kind.ASSET, "currency": campaign.currency}
    )
    return account


def _known_giver(number: int, name: str) -> Giver:
    gift = Gift.objects.filter(entry=number).select_related("giver").first()
    if gift is None:
        raise Refusal("There is no gift with this number.", field="same_reader_as")
    if name and name != gift.giver.name:
        raise Refusal(f"Leave the name empty: gift {number} says already how its giver is named.", field="name")
    return gift.giver


def _moment(day: date) -> datetime:
    return rules.moment_of(day, queries.site_zone())
