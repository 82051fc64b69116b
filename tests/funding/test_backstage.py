"""Ada enters money in the backstage."""

import re

import pytest
import time_machine
from django.test import Client

from masthead.funding import operations, queries
from masthead.funding.models import Campaign, Entry, Gift, Transfer
from masthead.kit import clock
from tests import people
from tests.funding.conftest import NOW, give

GIFT = "/backstage/funding/gift/"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk() -> Client:
    """Ada's browser."""
    client = Client(headers=OWN_PAGE)
    client.force_login(people.ada())
    return client


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the form sends when nothing is changed."""
    response = client.get(address)
    assert response.status_code == 200
    form = response.context["form"]
    return {name: str(form[name].value() if form[name].value() is not None else "") for name in form.fields}


def gift_form(client: Client, **typed: str) -> dict[str, str]:
    return {**form_of(client, GIFT), **typed}


def read(campaign: Campaign) -> str:
    return queries.meter(campaign, clock.now()).sentence.replace("\N{NO-BREAK SPACE}", " ")


def test_ada_enters_a_gift_and_the_meter_moves(desk, campaign):
    response = desk.post(GIFT, gift_form(desk, amount="1,012.50", name="Tilde Marrow", message="Go on."))
    assert response.status_code == 302
    assert read(campaign) == "1,012.50 $ of 5,000 $ this month, from 1 reader, after refunds."
    assert Gift.objects.get().giver.name == "Tilde Marrow"
    page = desk.get(response["Location"]).content.decode()
    assert "Booked: 1,012.50" in page
    assert "Tilde Marrow" in page


def test_ada_says_that_the_same_reader_gave_again(desk, campaign):
    first = give(campaign, 4000, "a", name="Tilde Marrow")
    assert desk.post(GIFT, gift_form(desk, amount="40", same_reader_as=str(first.pk))).status_code == 302
    assert desk.post(GIFT, gift_form(desk, amount="40", name="Tilde Marrow")).status_code == 302
    assert read(campaign) == "120 $ of 5,000 $ this month, from 2 readers, after refunds."


def test_the_same_form_sent_twice_books_once(desk, campaign):
    typed = gift_form(desk, amount="40")
    assert desk.post(GIFT, typed).status_code == 302
    assert desk.post(GIFT, typed).status_code == 302
    assert Entry.objects.count() == Transfer.objects.count() == Gift.objects.count() == 1


def test_a_form_sent_again_with_another_amount_is_asked_about_and_then_books(desk, campaign):
    typed = gift_form(desk, amount="40")
    desk.post(GIFT, typed)
    response = desk.post(GIFT, {**typed, "amount": "45"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "booked before, with other figures" in page
    assert 'value="45"' in page
    fresh = re.search(r'name="token" value="([0-9a-f]{32})"', page)
    assert desk.post(GIFT, {**typed, "amount": "45", "token": fresh[1]}).status_code == 302
    assert sorted(Transfer.objects.values_list("amount", flat=True)) == [4000, 4500]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("amount", "", "Write the amount."),
        ("amount", "0", "The amount is zero"),
        ("amount", "0.00", "The amount is zero"),
        ("amount", "-5", "The amount is below zero"),
        ("amount", "99999999999999", "larger than can be booked"),
        ("amount", "9" * 41, "at most 40 characters"),
        ("amount", "forty", "is no amount"),
        ("amount", "12,50", "is no amount"),
        ("amount", "1e3", "is no amount"),
        ("amount", "NaN", "is no amount"),
        ("amount", "12.505", "has 2 decimals"),
        ("received_on", "", "Write the day."),
        ("received_on", "yesterday", "Write the day like 2026-01-24."),
        ("received_on", "2026-02-31", "Write the day like 2026-01-24."),
        ("received_on", "2026-01-25", "still to come"),
        ("received_on", "0001-01-01", "too long ago"),
        ("name", "T" * 101, "at most 100 characters"),
        ("message", "M" * 1001, "at most 1000 characters"),
        ("same_reader_as", "999", "There is no gift with this number."),
        ("same_reader_as", "Tilde", "Write the number of the earlier gift"),
        ("name", "a\x00b", "Null characters"),
        ("campaign", "999", "There is no such campaign"),
        ("campaign", "none", "There is no such campaign"),
        ("campaign", "", "Choose the campaign"),
        ("token", "", "number of this form is missing"),
        ("token", "../../etc", "number of this form is damaged"),
    ],
)
def test_a_wrong_field_is_refused_with_a_sentence_and_all_that_was_typed_is_kept(
    desk, campaign, field, typed, sentence
):
    kept = {"amount": "40", "received_on": "2026-01-20", "name": "Tilde Marrow", "message": "Go on."}
    response = desk.post(GIFT, gift_form(desk, **{**kept, field: typed}))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    for name, value in kept.items():
        if name != field:
            assert value in page
    if typed and field not in {"campaign", "token"}:
        assert response.context["form"][field].value() == typed
    assert not Entry.objects.exists()


def test_an_amount_is_written_as_the_sites_language_writes_it(desk, settings):
    settings.LANGUAGE_CODE = "de"
    campaign = operations.open_campaign(title="Ein Boot", goal=500_000, currency="EUR")
    assert "Like 12,50 or 1.000." in desk.get(GIFT).content.decode()
    assert desk.post(GIFT, gift_form(desk, amount="1.000,50 €")).status_code == 302
    label = queries.meter(campaign, clock.now()).amount_label
    assert label.replace("\N{NO-BREAK SPACE}", " ") == "1.000,50 €"


def test_a_file_in_place_of_an_amount_is_refused(desk, campaign, tmp_path):
    path = tmp_path / "amount"
    path.write_text("40")
    typed = gift_form(desk)
    with path.open() as amount:
        assert desk.post(GIFT, {**typed, "amount": amount}).status_code == 422


def test_ada_reverses_a_part_of_a_gift(desk, campaign):
    entry = give(campaign, 4000, "a")
    address = f"/backstage/funding/{entry.pk}/reverse/"
    typed = {**form_of(desk, address), "amount": "15"}
    assert desk.post(address, typed).status_code == 302
    assert desk.post(address, typed).status_code == 302, "sent twice, booked once"
    assert read(campaign) == "25 $ of 5,000 $ this month, from 1 reader, after refunds."


def test_more_than_is_left_is_refused_with_a_sentence_and_the_amount_is_kept(desk, campaign):
    entry = give(campaign, 10_000, "a")
    address = f"/backstage/funding/{entry.pk}/reverse/"
    desk.post(address, {**form_of(desk, address), "amount": "60"})
    response = desk.post(address, {**form_of(desk, address), "amount": "60"})
    assert response.status_code == 409
    page = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "60 $ is more than is left of this gift: 40 $." in page
    assert 'value="60"' in page
    assert read(campaign) == "40 $ of 5,000 $ this month, from 1 reader, after refunds."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("amount", "0", "The amount is zero"),
        ("amount", "-1", "The amount is below zero"),
        ("amount", "x", "is no amount"),
        ("returned_on", "2026-01-09", "before the gift itself"),
        ("returned_on", "2026-01-25", "still to come"),
    ],
)
def test_a_wrong_reversal_is_refused_with_a_sentence(desk, campaign, field, typed, sentence):
    entry = give(campaign, 4000, "a", on=NOW.date().replace(day=10))
    address = f"/backstage/funding/{entry.pk}/reverse/"
    response = desk.post(address, {**form_of(desk, address), "amount": "15", field: typed})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Entry.objects.count() == 1


def test_an_unknown_entry_cannot_be_reversed(desk, campaign):
    assert desk.get("/backstage/funding/999/reverse/").status_code == 404


def test_a_reversal_is_not_reversed(desk, campaign):
    entry = give(campaign, 4000, "a")
    address = f"/backstage/funding/{entry.pk}/reverse/"
    desk.post(address, {**form_of(desk, address), "amount": "15"})
    reversal = Entry.objects.get(kind="reversal")
    again = f"/backstage/funding/{reversal.pk}/reverse/"
    response = desk.post(again, {**form_of(desk, again), "amount": "15"})
    assert response.status_code == 422
    assert "is a reversal itself" in response.content.decode()


def test_the_list_is_paged_and_survives_a_wrong_page(desk, campaign):
    for number in range(51):
        give(campaign, 100 + number, f"gift {number}")
    first = desk.get("/backstage/funding/")
    assert first.content.decode().count(">Reverse<") == 50
    assert desk.get("/backstage/funding/?page=2").content.decode().count(">Reverse<") == 1
    assert desk.get("/backstage/funding/?page=x&campaign=y").status_code == 200


def test_ada_opens_a_campaign_where_there_is_none(desk):
    assert "There is no campaign yet" in desk.get("/backstage/funding/").content.decode()
    typed = {**form_of(desk, "/backstage/funding/campaign/"), "title": "A boat", "currency": "jpy", "goal": "50,000"}
    assert desk.post("/backstage/funding/campaign/", typed).status_code == 302
    assert Campaign.objects.get().goal == 50_000
    assert Campaign.objects.get().currency == "JPY"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "Write a title."),
        ("title", "T" * 121, "at most 120 characters"),
        ("goal", "0", "The amount is zero"),
        ("goal", "much", "is no amount"),
        ("milestones", "5000", "between zero and the goal"),
        ("milestones", "1\n2\n3\n4\n5", "More than 4 milestones"),
        ("currency", "ABC", "This is no currency"),
        ("currency", "$", "This is no currency"),
        ("window", "weekly", "once, monthly or yearly"),
        *(
            ("label_pattern", pattern, "The label pattern needs")
            for pattern in (
                "###",
                "@0.##¤",
                "¤0.##¤",
                "¤¤0.##",
                "0.##0.##¤",
                "0.##.## ¤",
                "#,##0.## ¤;¤",
                "%0.##¤",
                "E0.##¤",
            )
        ),
    ],
)
def test_a_wrong_campaign_is_refused_with_a_sentence_and_keeps_what_was_typed(desk, field, typed, sentence):
    address = "/backstage/funding/campaign/"
    sent = {**form_of(desk, address), "title": "A boat", "goal": "5000", "support_text": "Come by.", field: typed}
    response = desk.post(address, sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Come by." in response.content.decode()
    assert not Campaign.objects.exists()


def test_ada_changes_the_goal_and_what_was_given_stays(desk, campaign):
    give(campaign, 4000, "a")
    address = f"/backstage/funding/campaign/{campaign.pk}/"
    typed = form_of(desk, address)
    assert typed["goal"] == "5,000"
    assert typed["milestones"] == "2,500"
    assert desk.post(address, {**typed, "goal": "6,000"}).status_code == 302
    campaign.refresh_from_db()
    assert read(campaign) == "40 $ of 6,000 $ this month, from 1 reader, after refunds."


def test_ada_forgets_a_giver_after_being_asked(desk, campaign):
    first = give(campaign, 4000, "a", name="Tilde Marrow", message="For the boat.")
    give(campaign, 4000, "b", same_reader_as=first.pk)
    other = give(campaign, 4000, "c")
    listed = desk.get("/backstage/funding/").content.decode()
    address = f"/backstage/funding/{first.pk}/forget/"
    assert address in listed
    assert f"/backstage/funding/{other.pk}/forget/" not in listed
    assert "and 1 more of the same reader" in desk.get(address).content.decode()
    assert "Tilde Marrow" in desk.get("/backstage/funding/").content.decode(), "asking alone forgets nobody"
    assert desk.post(address).status_code == 302
    page = desk.get("/backstage/funding/").content.decode()
    assert "The giver is forgotten." in page
    assert "Tilde Marrow" not in page
    assert "For the boat." not in page
    assert read(campaign) == "120 $ of 5,000 $ this month, from 2 readers, after refunds."
    assert desk.get("/backstage/funding/999/forget/").status_code == 404


def test_ada_ends_a_campaign_after_being_asked(desk, campaign):
    address = f"/backstage/funding/campaign/{campaign.pk}/end/"
    assert address in desk.get("/backstage/funding/").content.decode()
    assert "can still be reversed" in desk.get(address).content.decode()
    assert queries.current_campaign() == campaign, "asking alone ends nothing"
    assert desk.post(address).status_code == 302
    assert queries.current_campaign() is None
    assert address not in desk.get("/backstage/funding/").content.decode()


def test_a_confirmation_needs_the_token_of_its_page(campaign):
    entry = give(campaign, 4000, "a", name="Tilde Marrow")
    strict = Client(enforce_csrf_checks=True, headers=OWN_PAGE)
    strict.force_login(people.ada())
    for address in (f"{entry.pk}/forget/", f"campaign/{campaign.pk}/end/"):
        assert strict.post(f"/backstage/funding/{address}").status_code == 403
        assert "csrfmiddlewaretoken" in strict.get(f"/backstage/funding/{address}").content.decode()


@pytest.mark.parametrize(
    "address", ["", "gift/", "1/reverse/", "1/forget/", "campaign/", "campaign/1/", "campaign/1/end/"]
)
def test_readers_do_not_reach_these_pages(campaign, address):
    response = Client().get(f"/backstage/funding/{address}")
    assert response.status_code == 302
    assert response["Location"].startswith("/backstage/login/")


def test_a_form_from_another_site_books_nothing(desk, campaign):
    typed = gift_form(desk, amount="40")
    assert desk.post(GIFT, typed, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    strict = Client(enforce_csrf_checks=True, headers=OWN_PAGE)
    strict.cookies = desk.cookies
    assert strict.post(GIFT, typed).status_code == 403
    assert not Entry.objects.exists()


def test_the_forms_carry_the_token_that_is_asked_for(campaign):
    strict = Client(enforce_csrf_checks=True, headers=OWN_PAGE)
    strict.force_login(people.ada())
    page = strict.get(GIFT)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    number = re.search(r'name="token" value="(\w+)"', page.content.decode())[1]
    typed = {"campaign": campaign.pk, "amount": "40", "received_on": "2026-01-24", "token": number}
    assert strict.post(GIFT, {**typed, "csrfmiddlewaretoken": token}).status_code == 302
