"""What is read of campaigns and of the ledger. Every sum comes from transfers, and from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, TypedDict

from babel.numbers import get_currency_precision, get_currency_symbol, get_decimal_symbol, get_group_symbol
from django.conf import settings
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone
from django.utils.translation import to_locale

from masthead.funding import rules
from masthead.funding.models import Account, Campaign, Entry, Gift, Transfer
from masthead.kit import clock
from masthead.kit.money import format_amount
from masthead.kit.refusals import Missing

MOST_LINES = 200

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Sums(TypedDict):
        amount: int
        taken: int

    BookedEntry = WithAnnotations[Entry, Sums]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the public sees it; `total` is what the window had raised after it. Both amounts are written out."""

    day: date
    giver: str
    is_refund: bool
    amount: str
    total: str


@dataclass(frozen=True, slots=True)
class PublicEntries:
    """What the public list shows; `more` says that older entries of the window are left out."""

    heading: str
    lines: tuple[Line, ...]
    more: bool


def current_campaign() -> Campaign | None:
    """Return the campaign that is live, with its account; None when nothing is asked for."""
    return Campaign.objects.filter(live=True).select_related("account").first()


def campaign_of(entry: Entry) -> Campaign:
    """Return the campaign whose account the entry moves, or raise Missing."""
    moved = Q(account__credits__entry=entry) | Q(account__debits__entry=entry)
    campaign = Campaign.objects.filter(moved).select_related("account").first()
    if campaign is None:
        raise Missing("This entry belongs to no campaign.")
    return campaign


def meter(campaign: Campaign, now: datetime) -> rules.Meter:
    """Return what the campaign's meter reads at `now`: the window of that moment, by the site's time zone."""
    aim = rules.Aim(goal=campaign.goal, milestones=tuple(campaign.milestones), window=campaign.window)
    return rules.read_meter(aim, raised(campaign, now), writer(campaign))


def raised(campaign: Campaign, now: datetime) -> rules.Raised:
    """Sum the transfers of the window that holds `now`, refunds taken off, in minor units.

    A refund counts in the window in which it was made. A reader counts while something is left, in this window, of
    what they gave in it; gifts of one known hand are one reader, gifts of unknown hands are one each.
    """
    during = _during(rules.window_at(campaign.window, now, site_zone()))
    moved = _moved(campaign.account, during("entry__effective_at"))
    sums = moved.aggregate(amount=Coalesce(Sum(_signed(campaign.account)), 0), entries=Count("pk"))
    return rules.Raised(
        amount=sums["amount"],
        readers=_readers(campaign.account, during),
        any_entry=sums["entries"] > 0,
    )


def left_of(entry: Entry) -> int:
    """Return what of a gift has not been taken back, in minor units."""
    given = Transfer.objects.filter(entry=entry).aggregate(sum=Coalesce(Sum("amount"), 0))["sum"]
    taken = Transfer.objects.filter(entry__reverses=entry).aggregate(sum=Coalesce(Sum("amount"), 0))["sum"]
    return int(given - taken)


def entries_of(campaign: Campaign) -> "QuerySet[BookedEntry]":
    """Return the campaign's entries, the newest first, each with its `amount` and, for a gift, what is `taken` back."""
    account = campaign.account
    taken = Transfer.objects.filter(entry__reverses=OuterRef("pk"), debit=account)
    return (
        Entry.objects.filter(Q(transfers__credit=account) | Q(transfers__debit=account))
        .annotate(amount=Sum(_signed(account, "transfers__")), taken=_sum_or_zero(taken, "entry__reverses"))
        .select_related("gift__giver", "reverses")
        .order_by("-effective_at", "-pk")
    )


def public_entries(campaign: Campaign, now: datetime) -> PublicEntries:
    """Return the entries of the window that holds `now` as the public sees them, the newest first.

    That is days and not times, amounts, running totals, and the names of those givers who want to be named.
    """
    during = _during(rules.window_at(campaign.window, now, site_zone()))
    total, write, lines = raised(campaign, now).amount, writer(campaign), []
    found = list(entries_of(campaign).filter(during("effective_at"))[: MOST_LINES + 1])
    for entry in found[:MOST_LINES]:
        lines.append(Line(day_of(entry), _giver_of(entry), entry.amount < 0, write(entry.amount), write(total)))
        total -= entry.amount
    return PublicEntries(rules.heading_of(campaign.window), tuple(lines), more=len(found) > MOST_LINES)


def writer(campaign: Campaign) -> Callable[[int], str]:
    """Return the function that writes minor units in the campaign's currency and label pattern."""
    locale = to_locale(settings.LANGUAGE_CODE)

    def write(amount: int) -> str:
        written = format_amount(amount, campaign.currency, locale=locale, pattern=campaign.label_pattern)
        return written.replace("-", "\N{MINUS SIGN}")

    return write


def notation(currency: str) -> rules.Notation:
    """Return how amounts of `currency` are typed in the site's language."""
    locale = to_locale(settings.LANGUAGE_CODE)
    return rules.Notation(
        decimals=get_currency_precision(currency),
        point=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        signs=(currency, get_currency_symbol(currency, locale), get_currency_symbol(currency, "en")),
    )


def site_zone() -> tzinfo:
    """Return the time zone whose midnight begins a month."""
    return get_default_timezone()


def day_of(entry: Entry) -> date:
    """Return the day of the site's zone on which the entry took effect."""
    return entry.effective_at.astimezone(site_zone()).date()


def today() -> date:
    """Return the day that it is in the site's zone."""
    return clock.now().astimezone(site_zone()).date()


def as_typed(amount: int, currency: str) -> str:
    """Write minor units as they are typed into a field: no sign, and read back to the same amount."""
    written = format_amount(amount, currency, locale=to_locale(settings.LANGUAGE_CODE), pattern="#,##0.##")
    return written.replace("\N{NO-BREAK SPACE}", " ")


def _during(window: rules.Window) -> Callable[[str], Q]:
    def condition(field: str) -> Q:
        within = Q()
        if window.start is not None:
            within &= Q(**{f"{field}__gte": window.start})
        if window.end is not None:
            within &= Q(**{f"{field}__lt": window.end})
        return within

    return condition


def _giver_of(entry: Entry) -> str:
    gift: Gift | None = getattr(entry, "gift", None)
    return gift.giver.name if gift else ""


def _moved(account: Account, during: Q) -> QuerySet[Transfer]:
    return Transfer.objects.filter(Q(credit=account) | Q(debit=account), during)


def _signed(account: Account, prefix: str = "") -> Case:
    amount = F(f"{prefix}amount")
    return Case(
        When(Q(**{f"{prefix}credit": account}), then=amount), When(Q(**{f"{prefix}debit": account}), then=-amount)
    )


def _sum_or_zero(transfers: QuerySet[Transfer], group: str) -> Coalesce:
    return Coalesce(Subquery(transfers.order_by().values(group).annotate(sum=Sum("amount")).values("sum")), 0)


def _readers(account: Account, during: Callable[[str], Q]) -> int:
    taken = Transfer.objects.filter(during("entry__effective_at"), entry__reverses=OuterRef("pk"), debit=account)
    kept = (
        Entry.objects.filter(during("effective_at"), kind=Entry.Kind.GIFT, transfers__credit=account)
        .annotate(given=Sum("transfers__amount"), taken=_sum_or_zero(taken, "entry__reverses"))
        .filter(given__gt=F("taken"))
    )
    hands = kept.aggregate(known=Count("gift__giver", distinct=True), unknown=Count("pk", filter=Q(gift=None)))
    return int(hands["known"] + hands["unknown"])
