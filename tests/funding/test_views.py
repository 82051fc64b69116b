"""What readers see of the money."""

from html.parser import HTMLParser

import pytest
import time_machine
from django.template import Context, Template
from django.test import Client, RequestFactory

from masthead.funding import operations
from tests.funding.conftest import NOW, give, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


class Text(HTMLParser):
    """The words of a page, and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def drawn(arguments: str = "") -> str:
    template = Template(f"{{% load funding %}}{{% meter {arguments} %}}|{{% support_readers %}}")
    return template.render(Context({"request": RequestFactory().get("/")}))


def raise_a_hundred(campaign) -> None:
    give(campaign, 4000, "a", name="Tilde Marrow")
    give(campaign, 3500, "b")
    take_back(give(campaign, 4000, "c"), 1500, "d")


def test_the_meter_reads_as_readers_know_it(campaign):
    raise_a_hundred(campaign)
    shown = Text(drawn())
    assert "100 $ of 5,000 $ this month, from 3 readers, after refunds. See every entry" in shown.text
    assert "0 $ 2,500 $ 5,000 $ 100 $" in shown.text
    assert shown.text.endswith("Three readers have paid for this month so far.")
    assert ("width", "2%") in shown.attributes


def test_an_empty_meter_asks_for_the_first_gift(campaign):
    shown = Text(drawn())
    assert "Nobody has given yet this month. The ledger opens with the first. Be the first" in shown.text


def test_without_a_campaign_there_is_no_meter(db):
    assert drawn().strip() == "|"


def test_the_drawing_needs_no_inline_style_or_script(campaign):
    give(campaign, 4000, "a")
    names = {name for name, _ in Text(drawn()).attributes}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)


def test_a_page_from_right_to_left_runs_the_scale_from_the_right(campaign):
    give(campaign, 100_000, "a")
    shown = Text(drawn('direction="rtl"'))
    assert ("x", "80%") in shown.attributes
    assert ("dx", "-8") in shown.attributes
    assert ("x", "20%") in Text(drawn('direction="ltr"')).attributes


def test_the_page_reads_the_ledger_once_however_often_it_shows_the_meter(campaign, django_assert_num_queries):
    give(campaign, 4000, "a")
    with django_assert_num_queries(3):
        Template("{% load funding %}{% meter %}{% support_readers %}{% meter %}").render(
            Context({"request": RequestFactory().get("/")})
        )


def test_the_support_page_says_how_to_give_and_lists_every_entry(campaign):
    raise_a_hundred(campaign)
    response = Client().get("/support/")
    shown = Text(response.content.decode()).text
    assert response.status_code == 200
    assert "Come by." in shown
    assert "Every entry this month" in shown
    assert "24 January Refund \N{MINUS SIGN}15 $ 100 $ 24 January Gift 40 $ 115 $" in shown
    assert "Gift, Tilde Marrow 40 $ 40 $" in shown
    assert "09:45" not in shown, "a day says enough"


def test_what_a_giver_wrote_to_the_newsroom_is_not_shown(campaign):
    give(campaign, 4000, "a", message="For the boat.")
    assert b"For the boat" not in Client().get("/support/").content


def test_a_givers_name_is_text(campaign):
    give(campaign, 4000, "a", name="<script>alert(1)</script>")
    page = Client().get("/support/").content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;" in page


def test_a_long_list_ends_with_a_sentence(campaign, django_assert_max_num_queries):
    for number in range(203):
        give(campaign, 100, f"gift {number}")
    with django_assert_max_num_queries(12):
        page = Text(Client().get("/support/").content.decode()).text
    assert "The newest 200 entries are listed; the total counts all of them." in page
    assert "Gift 1 $ 203 $" in page
    assert "Gift 1 $ 3 $" not in page


def test_without_a_campaign_the_support_page_says_so(db):
    response = Client().get("/support/")
    assert response.status_code == 200
    assert "No campaign is running" in response.content.decode()


def test_the_support_page_is_the_same_for_everybody(campaign):
    response = Client().get("/support/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_support_page_takes_no_post(campaign):
    assert Client(headers={"Sec-Fetch-Site": "same-origin"}).post("/support/").status_code == 405


def test_an_ended_campaign_takes_its_meter_along(campaign):
    operations.end_campaign(campaign=campaign)
    assert drawn().strip() == "|"
