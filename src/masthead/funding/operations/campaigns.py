"""Campaigns are opened, changed and ended."""

from collections.abc import Sequence

import nh3
from babel.core import get_global
from django.db import transaction
from django.utils.text import slugify
from markdown_it import MarkdownIt

from masthead.funding import rules
from masthead.funding.events import CampaignChanged
from masthead.funding.models import Account, Campaign
from masthead.kit import clock, events, text
from masthead.kit.money import PATTERN
from masthead.kit.refusals import Refusal

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"}
_markdown = MarkdownIt("zero").enable(
    ["heading", "list", "emphasis", "link", "autolink", "blockquote", "newline", "escape", "entity"]
)


@transaction.atomic
def open_campaign(
    *,
    title: str,
    goal: int,
    currency: str,
    milestones: Sequence[int] = (),
    window: str = rules.MONTHLY,
    label_pattern: str = PATTERN,
    support_text: str = "",
) -> Campaign:
    """Open a campaign with an account of its own, and end the one that was live.

    `goal` and `milestones` are minor units of `currency` (ISO 4217). Raises Refusal, beside its field, for a title that
    is missing or too long, a goal that is not above zero, milestones outside of it, and an unknown window or currency.
    """
    if window not in Campaign.Window.values:
        raise Refusal("Choose whether the campaign runs once, monthly or yearly.", field="window")
    if currency not in get_global("all_currencies"):
        raise Refusal("This is no currency: write its three letters, like USD.", field="currency")
    rules.check_campaign(title=title, goal=goal, milestones=milestones, label_pattern=label_pattern)
    Campaign.objects.filter(live=True).update(live=False)
    account = Account.objects.create(code=_free_code(title), kind=Account.Kind.INCOME, currency=currency)
    campaign = Campaign.objects.create(
        title=text.one_line(title),
        goal=goal,
        milestones=sorted(set(milestones)),
        window=window,
        account=account,
        label_pattern=label_pattern,
        support_text=support_text,
        support_html=render_support(support_text),
        opened_at=clock.now(),
    )
    events.announce(CampaignChanged(campaign=campaign.pk))
    return campaign


@transaction.atomic
def change_campaign(
    *, campaign: Campaign, title: str, goal: int, milestones: Sequence[int], label_pattern: str, support_text: str
) -> Campaign:
    """Change what is asked for and how it is said; what has been raised is the ledger's and does not change.

    Returns the campaign as it stands now. Raises Refusal as `open_campaign` does.
    """
    rules.check_campaign(title=title, goal=goal, milestones=milestones, label_pattern=label_pattern)
    Campaign.objects.filter(pk=campaign.pk).update(
        title=text.one_line(title),
        goal=goal,
        milestones=sorted(set(milestones)),
        label_pattern=label_pattern,
        support_text=support_text,
        support_html=render_support(support_text),
    )
    events.announce(CampaignChanged(campaign=campaign.pk))
    campaign.refresh_from_db()
    return campaign


@transaction.atomic
def end_campaign(*, campaign: Campaign) -> None:
    """Take the campaign's meter off the pages; its entries stay, and can still be reversed."""
    Campaign.objects.filter(pk=campaign.pk).update(live=False)
    events.announce(CampaignChanged(campaign=campaign.pk))


def render_support(words: str) -> str:
    """Return the Markdown of the support page as safe HTML."""
    return nh3.clean(
        _markdown.render(text.lines(words)),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


def _free_code(title: str) -> str:
    stem = f"gifts:{slugify(title)[:80] or 'campaign'}"
    taken = set(Account.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)
