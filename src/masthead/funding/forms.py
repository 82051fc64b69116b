"""What staff type about money, read into amounts and days."""

import secrets
from collections.abc import Callable
from typing import Any

from babel.core import get_global
from django import forms

from masthead.funding import queries, rules
from masthead.funding.models import Campaign
from masthead.kit.money import PATTERN
from masthead.kit.refusals import Refusal

LONGEST_WORDS = 20_000
_TOKEN = r"[0-9a-f]{32}\Z"  # noqa: S105 - the shape of a form's number, no secret


def new_token() -> str:
    """Return the number of one form: sent twice, the form books once."""
    return secrets.token_hex(16)


class SpokenForm(forms.Form):
    """A form that says beside the field what is wrong with it; `status` is that of the answer then."""

    status = 422

    def refuse(self, refusal: Refusal) -> None:
        """Put the sentence beside its field, or on top when it has none here."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
        self.status = refusal.status

    def renew(self) -> None:
        """Make the form one that has not been sent; only one that books has to."""

    def read(self, field: str, reader: Callable[[str], Any]) -> None:
        """Replace a field's text with what `reader` makes of it, or put its refusal beside the field."""
        if field in self.cleaned_data:
            try:
                self.cleaned_data[field] = reader(self.cleaned_data[field])
            except Refusal as refusal:
                self.add_error(field, refusal.sentence)


class BookingForm(SpokenForm):
    """The parts that every form has that books something."""

    token = forms.RegexField(
        _TOKEN,
        widget=forms.HiddenInput,
        initial=new_token,
        error_messages={
            "invalid": "The number of this form is damaged. Open the form anew.",
            "required": "The number of this form is missing. Open the form anew.",
        },
    )
    amount = forms.CharField(
        max_length=rules.LONGEST_AMOUNT,
        error_messages={"required": "Write the amount."},
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = f"Like {queries.notation(currency).example}."

    def renew(self) -> None:
        """Give the form, with all that was typed, a number of its own."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = {**typed, "token": new_token()}

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, for the operation; the form's number is the source that books once."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return {**typed, "source_ref": f"form:{self.cleaned_data['token']}"}


class GiftForm(BookingForm):
    """A gift that has been received."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.select_related("account").order_by("-live", "-pk"),
        empty_label=None,
        error_messages={
            "invalid_choice": "There is no such campaign. Choose one of the list.",
            "required": "Choose the campaign that the gift is for.",
        },
    )
    received_on = forms.DateField(
        label="Received on",
        error_messages={"invalid": "Write the day like 2026-01-24.", "required": "Write the day."},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    name = forms.CharField(
        required=False,
        max_length=rules.LONGEST_NAME,
        label="Name (optional)",
        help_text="Only of a giver who wants to be named in public.",
    )
    same_reader_as = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        label="The same reader as gift number (optional)",
        help_text="The meter then counts one reader for both. Empty: a reader who has not given before.",
        error_messages={"invalid": "Write the number of the earlier gift, as it stands in the list."},
    )
    message = forms.CharField(
        required=False,
        max_length=rules.LONGEST_MESSAGE,
        label="Message (optional)",
        widget=forms.Textarea({"rows": 3}),
        help_text="What the giver wrote. It is not shown, and can be erased.",
    )
    field_order = ("campaign", "amount", "received_on", "name", "same_reader_as", "message", "token")

    def clean(self) -> dict[str, Any]:
        campaign = self.cleaned_data.get("campaign")
        if campaign:
            self.read("amount", lambda written: rules.read_amount(written, queries.notation(campaign.currency)))
        return self.cleaned_data


class ReversalForm(BookingForm):
    """Money that was given back, for one gift."""

    returned_on = forms.DateField(
        label="Given back on",
        error_messages={"invalid": "Write the day like 2026-01-24.", "required": "Write the day."},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("amount", "returned_on", "token")

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, currency=currency, **kwargs)
        self.known_currency = currency

    def clean(self) -> dict[str, Any]:
        self.read("amount", lambda written: rules.read_amount(written, queries.notation(self.known_currency)))
        return self.cleaned_data


class CampaignForm(SpokenForm):
    """What a campaign asks for, and in which words."""

    title = forms.CharField(max_length=rules.LONGEST_TITLE, error_messages={"required": "Write a title."})
    goal = forms.CharField(max_length=rules.LONGEST_AMOUNT, error_messages={"required": "Write the goal."})
    milestones = forms.CharField(
        required=False,
        max_length=rules.LONGEST_AMOUNT * rules.MOST_MILESTONES,
        label="Milestones (optional)",
        help_text="Amounts between zero and the goal that are labelled on the scale, each on a line of its own.",
        widget=forms.Textarea({"rows": 2}),
    )
    label_pattern = forms.CharField(
        max_length=40,
        initial=PATTERN,
        label="How amounts are written",
        help_text="“#,##0.## ¤” gives 2,500 $, “¤#,##0.##” gives $2,500.",
        error_messages={"required": "Write the pattern."},
    )
    support_text = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="The words on the page “Support”",
        help_text="Why money is needed and how to give for now, in Markdown.",
        widget=forms.Textarea({"rows": 14}),
    )

    def __init__(self, *args: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_currency = currency

    def clean(self) -> dict[str, Any]:
        currency = self.known_currency or self.cleaned_data.get("currency")
        if currency:
            notation = queries.notation(currency)
            self.read("goal", lambda written: rules.read_amount(written, notation))
            self.read("milestones", lambda written: [rules.read_amount(line, notation) for line in _lines(written)])
        return self.cleaned_data


class OpeningForm(CampaignForm):
    """A new campaign: its currency and its window are chosen once."""

    currency = forms.CharField(
        max_length=3, initial="USD", help_text="Three letters, like USD. It cannot be changed later."
    )
    window = forms.ChoiceField(
        choices=Campaign.Window.choices,
        initial=Campaign.Window.MONTHLY,
        help_text="When the meter begins at zero again. It cannot be changed later.",
        error_messages={"invalid_choice": "Choose whether the campaign runs once, monthly or yearly."},
    )
    field_order = ("title", "currency", "window", "goal", "milestones", "label_pattern", "support_text")

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).upper()
        if currency not in get_global("all_currencies"):
            raise forms.ValidationError("This is no currency. Write its three letters, like USD.")
        return currency


def _lines(written: str) -> list[str]:
    return [line for line in written.splitlines() if line.strip()]
