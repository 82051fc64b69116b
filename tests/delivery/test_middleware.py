import pytest
from django.test import Client

from masthead.delivery import rules
from tests.newsroom import make_article, make_section, make_site
from tests.people import PASSWORD, ada

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/world/", "/world/no-ferry/", "/world/no-ferry/discussion/", "/support/", "/no/such/page/"]


@pytest.fixture(autouse=True)
def newsroom():
    make_site()
    make_article(make_section())


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_has_the_strict_policy_and_no_cookie(client: Client, address: str):
    client.cookies["masthead_mark"] = "anything"
    answer = client.get(address)
    assert answer["Content-Security-Policy"] == rules.READER_POLICY
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_the_staff(client: Client, address: str):
    plain = client.get(address).content
    ada()
    assert client.login(username="ada", password=PASSWORD)
    assert client.get(address).content == plain


def test_the_backstage_has_its_own_policy(client: Client):
    answer = client.get("/backstage/login/")
    assert answer["Content-Security-Policy"] == rules.BACKSTAGE_POLICY
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_preview_is_held_to_the_readers_policy(client: Client):
    ada()
    client.login(username="ada", password=PASSWORD)
    article = make_article(slug="previewed")
    answer = client.get(f"/backstage/pages/{article.pk}/view_draft/")
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == rules.PREVIEW_POLICY


def test_another_sites_form_changes_nothing(client: Client):
    answer = client.post(
        "/world/no-ferry/discussion/", {"text": "forged"}, headers={"Sec-Fetch-Site": "cross-site", "Cookie": "a=b"}
    )
    assert answer.status_code == 403
    assert b"nothing was changed" in answer.content
    assert b"forged" not in client.get("/world/no-ferry/").content


def test_the_staffs_forms_need_their_token_as_well():
    client = Client(enforce_csrf_checks=True)
    ada()
    answer = client.post(
        "/backstage/login/", {"username": "ada", "password": PASSWORD}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 403


def test_a_staff_session_stays_in_the_backstage(client: Client):
    ada()
    answer = client.post("/backstage/login/", {"username": "ada", "password": PASSWORD})
    assert answer.cookies["masthead_staff"]["path"] == "/backstage/"
    assert answer.cookies["masthead_staff"]["httponly"]


def test_a_huge_form_is_answered_in_a_sentence(client: Client):
    answer = client.post(
        "/world/no-ferry/discussion/", {"text": "x" * 6_000_000}, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 413
    assert b"Send less" in answer.content


def test_the_staffs_door_counts_who_tries_it(client: Client):
    ada()
    tries = [
        client.post(
            "/backstage/login/",
            {"username": "ada", "password": "wrong"},
            headers={"Sec-Fetch-Site": "same-origin"},
            REMOTE_ADDR="192.0.2.9",
        )
        for _ in range(11)
    ]
    assert [answer.status_code for answer in tries] == [200] * 10 + [429]
    assert int(tries[-1]["Retry-After"]) > 0
    assert b"try again in" in tries[-1].content


def test_wagtails_second_door_is_not_there(client: Client):
    assert client.get("/_util/login/").status_code == 404
