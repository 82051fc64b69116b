"""The pages as a reader meets them, whatever the newsroom holds."""

import re

import pytest
from django.db import connection
from django.test import RequestFactory

from masthead.publishing.models import PublicationSettings
from masthead.theme import views
from tests import newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def article_with_claims():
    spokesman, agency = newsroom.make_source(), newsroom.make_source("agency", "AFN, the agency", kind="agency")
    text = "The ferry did not sail. The quay was empty. It will sail on Monday."
    claims = (
        newsroom.relayed("The ferry did not sail.", spokesman, agency),
        newsroom.seen("The quay was empty."),
        newsroom.inferred("It will sail on Monday."),
    )
    return newsroom.make_article(body=[newsroom.paragraph(text, *claims), newsroom.paragraph("Nobody knows why.")])


def test_each_claim_has_its_short_chain_and_its_whole_one(client):
    article_with_claims()
    html = page(client, "/world/no-ferry/")
    for number, kind in ((1, "relayed"), (2, "seen"), (3, "inference")):
        assert f'href="#source-{number}"' in html
        assert f'<details class="source source--{kind}" id="source-{number}"' in html
    short = re.search(r'<span class="short">(.*?)</summary>', html, re.DOTALL)
    assert short
    assert re.sub(r"<[^>]+>", "", short[1]).split() == ["spokesman", "→", "agency", "→", "us"]
    assert "1 relayed, 1 seen by us, 1 our inference, 1 without a named source." in html


def test_on_paper_every_chain_is_a_numbered_note(client):
    article_with_claims()
    notes = page(client, "/world/no-ferry/").split('class="footnotes"')[1].split("</aside>")[0]
    assert re.findall(r'<li value="(\d)">', notes) == ["1", "2", "3"]
    assert "AFN, the agency" in notes
    assert "We have not confirmed it." in notes


def test_a_pull_quote_is_given_marks_only_when_it_brings_none(client):
    quotes = [("quotation", {"text": text, "speaker": "A pilot", "pull": True}) for text in ("“Well.”", "Well.")]
    newsroom.make_article(body=[*quotes, newsroom.paragraph("And so on.")])
    assert re.findall(r'<figure class="(pull[^"]*)"', page(client, "/world/no-ferry/")) == [
        "pull",
        "pull pull--unmarked",
    ]


def test_a_front_page_without_a_story_says_so(client):
    newsroom.make_site()
    assert "Nothing has been published yet." in page(client, "/")


def test_the_front_page_tells_each_storys_claims_once(client):
    article_with_claims()
    html = page(client, "/")
    assert html.count('<a href="/world/no-ferry/">No ferry</a>') == 1
    assert "1 relayed, 1 seen by us, 1 our inference" in html
    assert "without a named source" not in html


def test_the_section_of_an_article_is_marked_in_the_masthead(client):
    newsroom.make_section("water")
    newsroom.make_article()
    assert re.findall(r'aria-current="(\w+)">(\w+)</a>', page(client, "/world/no-ferry/").split("</nav>")[0]) == [
        ("true", "World")
    ]
    assert 'aria-current="page">World' in page(client, "/world/")


@pytest.mark.parametrize(("language", "direction", "own_letters"), [("en", "ltr", True), ("ar", "rtl", False)])
def test_a_paper_is_set_in_the_direction_and_the_letters_of_its_language(client, language, direction, own_letters):
    newsroom.make_article()
    PublicationSettings.objects.update(language=language)
    html = page(client, "/world/no-ferry/")
    assert f'<html lang="{language}" dir="{direction}"' in html
    assert ("data-letters" in html) is own_letters
    assert ('rel="preload"' in html) is own_letters


def test_an_address_that_is_not_there_leads_on(client):
    newsroom.make_section("water")
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert 'href="/water/"' in answer.content.decode()


def test_what_is_broken_is_said_without_asking_the_database(django_assert_num_queries):
    with django_assert_num_queries(0, connection=connection):
        answer = views.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "try again in a minute" in answer.content.decode()


def test_the_desk_signs_in_on_a_page_of_the_paper(client):
    newsroom.make_site()
    html = page(client, "/backstage/login/")
    assert "For those who write and edit The Skerry." in html
    assert '<label for="id_username">Username</label>' in html
    answer = client.post(
        "/backstage/login/", {"username": "nobody", "password": "x"}, headers={"sec-fetch-site": "same-origin"}
    )
    assert 'class="error" role="alert"' in answer.content.decode()
    assert 'value="nobody"' in answer.content.decode()
