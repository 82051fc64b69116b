"""The staff's pages about money: every entry, a gift that came, money given back, and the campaign itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from masthead.funding import forms, operations, queries
from masthead.funding.errors import AlreadyBooked
from masthead.funding.models import Campaign, Entry
from masthead.kit import clock
from masthead.kit.refusals import Refusal

PER_PAGE = 50


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries of the live campaign, or of the one that `?campaign=` names, the newest first."""
    campaigns = list(Campaign.objects.select_related("account").order_by("-live", "-pk"))
    campaign = _chosen(campaigns, request.GET.get("campaign"))
    context: dict[str, Any] = {"campaigns": campaigns, "campaign": campaign}
    if campaign:
        page = Paginator(queries.entries_of(campaign), PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "meter": queries.meter(campaign, clock.now()),
            "lines": [_line(entry, queries.writer(campaign)) for entry in page],
        }
    return render(request, "funding/backstage/entries.html", context)


@require_http_methods(["GET", "POST"])
def enter_gift(request: HttpRequest) -> HttpResponse:
    """Enter a gift that has been received. The same form sent twice books once."""
    live = queries.current_campaign()
    suggested = {"received_on": queries.today(), "campaign": live}
    form = forms.GiftForm(request.POST or None, initial=suggested, currency=live.currency if live else "USD")
    if form.is_valid() and _attempt(form, operations.book_gift, **form.told):
        campaign = form.told["campaign"]
        return _done(request, f"Booked: {queries.writer(campaign)(form.told['amount'])}.", campaign)
    return _form(request, form, "Enter a gift", "Book the gift")


@require_http_methods(["GET", "POST"])
def reverse_gift(request: HttpRequest, number: int) -> HttpResponse:
    """Enter that a gift, or a part of it, has been given back."""
    entry = get_object_or_404(Entry, pk=number)
    campaign = queries.campaign_of(entry)
    write = queries.writer(campaign)
    form = forms.ReversalForm(
        request.POST or None, currency=campaign.currency, initial={"returned_on": queries.today()}
    )
    if form.is_valid() and _attempt(form, operations.reverse_gift, entry=entry, **form.told):
        return _done(request, f"Given back: {write(form.told['amount'])}.", campaign)
    about = f"{write(queries.left_of(entry))} of the gift of {queries.day_of(entry):%Y-%m-%d} is left."
    return _form(request, form, "Reverse a gift", "Book the reversal", about=about)


@require_http_methods(["GET", "POST"])
def forget_giver(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether the giver of a gift is to be forgotten, and forget them."""
    entry = get_object_or_404(Entry.objects.select_related("gift__giver"), pk=number, gift__isnull=False)
    campaign = queries.campaign_of(entry)
    if request.method == "POST":
        operations.erase_giver(giver=entry.gift.giver)
        return _done(request, "The giver is forgotten.", campaign)
    count = entry.gift.giver.gifts.count()
    about = f"The name and what was written go from gift {entry.pk}{_and_others(count - 1)}; the money stays."
    return _form(request, forms.SpokenForm(), "Forget a giver", "Forget the giver", about=about)


@require_http_methods(["GET", "POST"])
def end_campaign(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a campaign is to end, and end it."""
    campaign = get_object_or_404(Campaign.objects.select_related("account"), pk=number)
    if request.method == "POST":
        operations.end_campaign(campaign=campaign)
        return _done(request, f"“{campaign}” has ended.", campaign)
    about = f"The meter of “{campaign}” leaves every page. Its entries stay, and can still be reversed."
    return _form(request, forms.SpokenForm(), "End the campaign", "End the campaign", about=about)


@require_http_methods(["GET", "POST"])
def open_campaign(request: HttpRequest) -> HttpResponse:
    """Open a campaign; the one that was live ends."""
    form = forms.OpeningForm(request.POST or None)
    if form.is_valid() and (campaign := _attempt(form, operations.open_campaign, **form.cleaned_data)):
        return _done(request, f"“{campaign}” is open.", campaign)
    about = "The campaign that is live now ends with this; its entries stay." if queries.current_campaign() else ""
    return _form(request, form, "Open a campaign", "Open the campaign", about=about)


@require_http_methods(["GET", "POST"])
def change_campaign(request: HttpRequest, number: int) -> HttpResponse:
    """Change what a campaign asks for and how it says so."""
    campaign = get_object_or_404(Campaign.objects.select_related("account"), pk=number)
    form = forms.CampaignForm(request.POST or None, currency=campaign.currency, initial=_as_typed(campaign))
    if form.is_valid() and _attempt(form, operations.change_campaign, campaign=campaign, **form.cleaned_data):
        return _done(request, f"“{form.cleaned_data['title']}” is changed.", campaign)
    return _form(request, form, "Change the campaign", "Save")


def _attempt(form: forms.SpokenForm, act: Callable[..., Any], **told: Any) -> Any:
    """Return what the operation returns, or None with its refusal put beside the field."""
    try:
        return act(**told)
    except AlreadyBooked as refusal:
        form.refuse(refusal)
        form.renew()
    except Refusal as refusal:
        form.refuse(refusal)
    return None


def _form(request: HttpRequest, form: forms.SpokenForm, title: str, act: str, *, about: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "act": act, "about": about}
    return render(request, "funding/backstage/form.html", context, status=form.status if form.errors else 200)


def _and_others(count: int) -> str:
    return f" and {count} more of the same reader" if count else ""


def _done(request: HttpRequest, sentence: str, campaign: Campaign) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(f"{reverse('funding_backstage:entries')}?campaign={campaign.pk}")


def _as_typed(campaign: Campaign) -> dict[str, str]:
    write = partial(queries.as_typed, currency=campaign.currency)
    return {
        "title": campaign.title,
        "goal": write(campaign.goal),
        "milestones": "\n".join(map(write, campaign.milestones)),
        "label_pattern": campaign.label_pattern,
        "support_text": campaign.support_text,
    }


def _chosen(campaigns: list[Campaign], number: str | None) -> Campaign | None:
    return next((one for one in campaigns if str(one.pk) == number), campaigns[0] if campaigns else None)


def _line(entry: "queries.BookedEntry", write: Callable[[int], str]) -> dict[str, Any]:
    gift = getattr(entry, "gift", None)
    return {
        "entry": entry,
        "day": queries.day_of(entry),
        "amount": write(entry.amount),
        "left": write(entry.amount - entry.taken) if entry.taken else "",
        "open": entry.kind == Entry.Kind.GIFT and entry.amount > entry.taken,
        "gift": gift,
    }
