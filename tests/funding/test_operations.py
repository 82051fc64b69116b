"""Gifts, reversals, campaigns, and what can be forgotten."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from masthead.funding import operations, queries
from masthead.funding.errors import AlreadyBooked, MoreThanGiven
from masthead.funding.events import CampaignChanged, GiftBooked, GiftReversed
from masthead.funding.models import Account, Campaign, Entry, Gift, Giver, Transfer
from masthead.kit import clock, events
from masthead.kit.refusals import Missing, Refusal
from tests.funding.conftest import NOW, TODAY, give, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def read(campaign: Campaign, now: datetime = NOW) -> str:
    return queries.meter(campaign, now).sentence.replace("\N{NO-BREAK SPACE}", " ")


def test_three_gifts_and_a_refund_are_what_the_meter_reads(campaign):
    give(campaign, 4000, "a")
    give(campaign, 3500, "b")
    take_back(give(campaign, 4000, "c"), 1500, "d")
    assert read(campaign) == "100 $ of 5,000 $ this month, from 3 readers, after refunds."


def test_a_gift_moves_money_from_what_was_received_to_the_campaign(campaign):
    entry = give(campaign, 4000, "a")
    transfer = Transfer.objects.get()
    assert (transfer.entry, transfer.leg, transfer.amount) == (entry, 0, 4000)
    assert (transfer.debit.code, transfer.credit) == ("received:USD", campaign.account)
    assert entry.legs == 1


def test_a_source_told_twice_books_once(campaign):
    assert give(campaign, 4000, "bank line 7") == give(campaign, 4000, "bank line 7")
    assert Entry.objects.count() == Gift.objects.count() == Giver.objects.count() == 1


@pytest.mark.parametrize("other", [{"amount": 4001}, {"received_on": date(2026, 1, 23)}])
def test_a_source_told_again_as_another_gift_is_refused(campaign, other):
    told = {"campaign": campaign, "amount": 4000, "received_on": TODAY, "source_ref": "bank line 7"}
    operations.book_gift(**told)
    with pytest.raises(AlreadyBooked):
        operations.book_gift(**{**told, **other})
    assert Transfer.objects.get().amount == 4000


def test_a_gift_and_its_reversal_cannot_share_a_source(campaign):
    entry = give(campaign, 4000, "a")
    with pytest.raises(AlreadyBooked):
        take_back(entry, 4000, "a")


def test_a_reversal_told_twice_books_once(campaign):
    entry = give(campaign, 10_000, "a")
    assert take_back(entry, 10_000, "b") == take_back(entry, 10_000, "b")
    assert queries.left_of(entry) == 0


def test_two_equal_refunds_of_one_gift_are_both_booked(campaign):
    entry = give(campaign, 10_000, "a")
    take_back(entry, 3000, "b")
    take_back(entry, 3000, "c")
    assert queries.left_of(entry) == 4000


def test_no_more_is_taken_back_than_was_given(campaign):
    entry = give(campaign, 10_000, "a")
    take_back(entry, 6000, "b")
    with pytest.raises(MoreThanGiven, match=r"60.\$ is more than is left of this gift: 40.\$\."):
        take_back(entry, 6000, "c")
    take_back(entry, 4000, "d")
    with pytest.raises(MoreThanGiven, match="Nothing is left"):
        take_back(entry, 1, "e")


def test_a_refund_counts_in_the_month_in_which_it_was_made(campaign):
    entry = give(campaign, 10_000, "a", on=date(2025, 12, 30))
    give(campaign, 2000, "b")
    take_back(entry, 6000, "c")
    assert read(campaign) == "Refunds are 40 $ above gifts this month."
    assert read(campaign, datetime(2025, 12, 31, tzinfo=UTC)) == (
        "100 $ of 5,000 $ this month, from 1 reader, after refunds."
    )


def test_a_month_that_has_passed_begins_anew_without_a_gift(campaign):
    give(campaign, 4000, "a", on=date(2026, 1, 1))
    give(campaign, 4000, "b", on=date(2025, 12, 31))
    assert read(campaign) == "40 $ of 5,000 $ this month, from 1 reader, after refunds."
    assert read(campaign, datetime(2026, 2, 1, tzinfo=UTC)) == (
        "Nobody has given yet this month. The ledger opens with the first."
    )


def test_the_month_turns_by_the_sites_zone(campaign, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with time_machine.travel(datetime(2026, 1, 31, 12, 0, tzinfo=UTC), tick=False):
        give(campaign, 4000, "february there", on=date(2026, 2, 1))
        give(campaign, 3000, "january there", on=date(2026, 1, 31))
        assert read(campaign, clock.now()) == "40 $ of 5,000 $ this month, from 1 reader, after refunds."
    assert read(campaign, datetime(2026, 1, 31, 10, 0, tzinfo=UTC)).startswith("30 $")


@pytest.mark.parametrize(("window", "amount"), [("monthly", "40 $"), ("yearly", "70 $"), ("once", "120 $")])
def test_each_window_counts_its_own_time(window, amount):
    campaign = operations.open_campaign(title="A boat", goal=500_000, currency="USD", window=window)
    for number, day in enumerate([date(2026, 2, 10), date(2026, 1, 10), date(2025, 12, 10)]):
        with time_machine.travel(datetime(2026, 2, 20, tzinfo=UTC), tick=False):
            give(campaign, (4000, 3000, 5000)[number], f"{number}", on=day)
    assert read(campaign, datetime(2026, 2, 20, tzinfo=UTC)).startswith(amount)


def test_a_reader_whom_the_desk_knows_again_is_one_reader(campaign):
    first = give(campaign, 4000, "a", name="Tilde Marrow")
    give(campaign, 4000, "b", name="Tilde  Marrow ", same_reader_as=first.pk)
    give(campaign, 4000, "c")
    give(campaign, 4000, "d")
    assert read(campaign) == "160 $ of 5,000 $ this month, from 3 readers, after refunds."


def test_two_people_of_one_name_are_two_and_forgotten_one_by_one(campaign):
    first, second = (give(campaign, 4000, ref, name="Tilde Marrow", message="For us.") for ref in "ab")
    assert queries.meter(campaign, NOW).readers == 2
    operations.erase_giver(giver=first.gift.giver)
    assert [Gift.objects.get(entry=entry).giver.name for entry in (first, second)] == ["", "Tilde Marrow"]
    assert [Gift.objects.get(entry=entry).message for entry in (first, second)] == ["", "For us."]


def test_a_reader_known_again_is_not_renamed_and_must_have_given(campaign):
    first = give(campaign, 4000, "a")
    for number, name, field in ((first.pk, "Tilde Marrow", "name"), (first.pk + 1, "", "same_reader_as")):
        with pytest.raises(Refusal) as refusal:
            give(campaign, 4000, "b", name=name, same_reader_as=number)
        assert refusal.value.field == field
    assert (Entry.objects.count(), Giver.objects.get().name) == (1, "")


def test_a_reader_who_got_all_of_it_back_is_not_counted(campaign):
    give(campaign, 4000, "a")
    take_back(give(campaign, 3000, "b"), 3000, "c")
    assert read(campaign) == "40 $ of 5,000 $ this month, from 1 reader, after refunds."
    assert queries.meter(campaign, NOW).readers == 1


def test_forgetting_a_giver_leaves_the_money_and_the_meter_alone(campaign):
    first = give(campaign, 4000, "a", name="Tilde Marrow", message="For the boat.")
    give(campaign, 4000, "b", same_reader_as=first.pk)
    before = queries.meter(campaign, NOW)
    operations.erase_giver(giver=Giver.objects.get())
    assert queries.meter(campaign, NOW) == before
    assert not any(Gift.objects.values_list("message", flat=True))
    assert not Giver.objects.exclude(name="").exists()


def test_rows_about_people_can_go_and_the_sum_stays(campaign):
    give(campaign, 4000, "a", name="Tilde Marrow")
    Gift.objects.all().delete()
    Giver.objects.all().delete()
    assert read(campaign) == "40 $ of 5,000 $ this month, from 1 reader, after refunds."


def test_the_ledger_holds_nothing_about_people(campaign):
    give(campaign, 4000, "form:1", name="Tilde Marrow", message="For the boat.")
    ledger = repr([list(model.objects.values()) for model in (Account, Entry, Transfer)])
    assert "Marrow" not in ledger
    assert "boat" not in ledger


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"amount": 10**12}, "amount"),
        ({"received_on": date(2026, 1, 25)}, "received_on"),
        ({"received_on": date(1900, 1, 1)}, "received_on"),
        ({"name": "T" * 101}, "name"),
        ({"message": "M" * 1001}, "message"),
    ],
)
def test_an_impossible_gift_is_refused_beside_its_field(campaign, wrong, field):
    told = {"campaign": campaign, "amount": 4000, "received_on": TODAY, "source_ref": "a"}
    with pytest.raises(Refusal) as refused:
        operations.book_gift(**{**told, **wrong})
    assert refused.value.field == field
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("currency", "amount", "label"),
    [("JPY", 2500, "2,500 ¥"), ("KWD", 2500, "2.500 KWD"), ("KWD", 2_500_000, "2,500 KWD"), ("USD", 1250, "12.50 $")],
)
def test_currencies_with_other_decimals_are_written_right(currency, amount, label):
    campaign = operations.open_campaign(title="A boat", goal=10**9, currency=currency)
    give(campaign, amount, "a")
    assert queries.meter(campaign, NOW).amount_label.replace("\N{NO-BREAK SPACE}", " ") == label


def test_the_label_pattern_is_the_campaigns(campaign):
    told = {"title": "A boat", "goal": 500_000, "milestones": (), "support_text": ""}
    changed = operations.change_campaign(campaign=campaign, label_pattern="¤#,##0.##", **told)
    assert [mark.label for mark in queries.meter(changed, NOW).marks] == ["$0", "$5,000"]


@pytest.mark.parametrize("pattern", ["#,##0.## ¤", "¤#,##0.##", "¤ 0.##", "0.##¤", "¤\N{NO-BREAK SPACE}#,##0.##"])
def test_every_label_pattern_that_is_taken_writes_each_amount_with_one_sign(pattern):
    campaign = operations.open_campaign(title="A boat", goal=500_000, currency="USD", label_pattern=pattern)
    for amount, written in ((0, "0"), (4000, "40"), (4050, "40.50"), (-4050, "40.50")):
        label = queries.writer(campaign)(amount)
        assert label.count("$") == 1
        assert written in label


def test_one_campaign_is_live_and_the_one_before_keeps_its_entries(campaign):
    entry = give(campaign, 4000, "a")
    boat = operations.open_campaign(title="A boat", goal=100, currency="EUR")
    assert queries.current_campaign() == boat
    assert read(campaign).startswith("40 $")
    take_back(entry, 4000, "b")
    assert read(boat).startswith("Nobody has given")


def test_campaigns_of_one_title_have_accounts_of_their_own():
    codes = [
        operations.open_campaign(title="Ein Boot für Ålø!", goal=100, currency="EUR").account.code for _ in range(3)
    ]
    assert len(set(codes)) == 3
    assert operations.open_campaign(title="船", goal=100, currency="JPY").account.code == "gifts:campaign"


def test_an_ended_campaign_leaves_no_meter(campaign):
    operations.end_campaign(campaign=campaign)
    assert queries.current_campaign() is None


def test_the_words_of_the_support_page_are_clean_html():
    words = "## Give\n\n* cash\n* <script>alert(1)</script>\n\n[us](https://skerry.example) [no](javascript:alert(1))"
    html = operations.open_campaign(title="A boat", goal=1, currency="USD", support_text=words).support_html
    assert "<h2>Give</h2>" in html
    assert '<a href="https://skerry.example" rel="noopener">us</a>' in html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_an_entry_of_no_campaign_says_so(campaign):
    entry = Entry.objects.create(kind="gift", effective_at=NOW, source_ref="x", legs=1, recorded_at=NOW)
    with pytest.raises(Missing):
        take_back(entry, 1, "y")


def test_what_happened_is_told_after_commit(campaign, django_capture_on_commit_callbacks):
    heard: list[object] = []
    for kind in (GiftBooked, GiftReversed, CampaignChanged):
        events.listen(kind)(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        entry = give(campaign, 4000, "a")
        give(campaign, 4000, "a")
        reversal = take_back(entry, 1000, "b")
        take_back(entry, 1000, "b")
        operations.end_campaign(campaign=campaign)
    assert heard == [
        GiftBooked(campaign.pk, entry.pk),
        GiftReversed(campaign.pk, reversal.pk),
        CampaignChanged(campaign.pk),
    ]
