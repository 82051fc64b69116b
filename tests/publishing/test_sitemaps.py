"""What a search engine may read, and what it is asked to leave alone."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from urllib import robotparser

import pytest
from django.test import override_settings

from masthead.publishing.sitemaps import PagesSitemap
from tests.newsroom import make_article, make_author, make_section, make_site

ADDRESS = "https://skerry.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _public_address():
    with override_settings(ADDRESS=ADDRESS):
        yield


def listed(client, path="/sitemap.xml"):
    """The addresses of the sitemap with their times."""
    response = client.get(path, headers={"host": "mallory.example"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    urls = ET.fromstring(response.content).findall("s:url", NAMES)  # noqa: S314 - our own sitemap
    return {url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES) for url in urls}


def test_every_live_page_is_listed_on_our_own_address(client):
    make_site()
    world = make_section("world")
    author = make_author()
    make_article(world, slug="talks")
    make_article(world, slug="gone").unpublish()
    world_pages = [address for address in listed(client) if "/world/" in address]
    assert world_pages == [f"{ADDRESS}/world/", f"{ADDRESS}/world/talks/"]
    assert f"{ADDRESS}/" in listed(client)
    assert f"{ADDRESS}/people/{author.slug}/" in listed(client)


def test_a_page_is_listed_with_the_time_of_its_last_change(client, time_machine):
    time_machine.move_to(datetime(2026, 1, 1, 8, 0, tzinfo=UTC), tick=False)
    make_site()
    world, harbour = make_section("world"), make_section("harbour")
    make_article(harbour, slug="ice")
    time_machine.move_to(datetime(2026, 1, 23, 8, 0, tzinfo=UTC), tick=False)
    make_article(world, slug="talks")
    times = {address: datetime.fromisoformat(at) for address, at in listed(client).items() if at}
    old, new = datetime(2026, 1, 1, 8, 0, tzinfo=UTC), datetime(2026, 1, 23, 8, 0, tzinfo=UTC)
    assert times[f"{ADDRESS}/world/talks/"] == new
    assert times[f"{ADDRESS}/harbour/ice/"] == old
    # What lists stories changes with them.
    assert times[f"{ADDRESS}/world/"] == times[f"{ADDRESS}/"] == new
    assert times[f"{ADDRESS}/harbour/"] == old


def test_a_long_sitemap_comes_in_parts_and_robots_know_them_all(client, monkeypatch):
    monkeypatch.setattr(PagesSitemap, "limit", 3)
    make_site()
    world = make_section("world")
    for number in range(4):
        make_article(world, slug=f"story-{number}")
    lines = client.get("/robots.txt").content.decode().splitlines()
    parts = [line.removeprefix(f"Sitemap: {ADDRESS}") for line in lines if line.startswith("Sitemap: ")]
    assert parts[:2] == ["/sitemap.xml", "/sitemap.xml?p=2"]
    found = [address for part in parts for address in listed(client, part)]
    assert len(found) == len(set(found))
    assert {f"{ADDRESS}/world/story-{number}/" for number in range(4)} <= set(found)


@pytest.mark.parametrize("part", ["0", "2", "-1", "many", "9" * 40])
def test_a_part_that_is_not_there_is_missing(client, part):
    make_site()
    assert client.get("/sitemap.xml", {"p": part}).status_code == 404


def test_forty_pages_ask_no_more_of_the_database_than_four(client, django_assert_max_num_queries):
    make_site()
    world = make_section("world")
    make_article(world, slug="talks")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(5) as few:
        client.get("/sitemap.xml")
    for number in range(12):
        make_article(world, slug=f"story-{number}")
    with django_assert_max_num_queries(len(few)):
        client.get("/sitemap.xml")


def test_robots_may_read_everything_but_the_backstage(client):
    make_site()
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    rules = robotparser.RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.can_fetch("AnyBot", f"{ADDRESS}/world/talks/")
    assert rules.can_fetch("AnyBot", f"{ADDRESS}/support/")
    assert not rules.can_fetch("AnyBot", f"{ADDRESS}/backstage/")
    assert not rules.can_fetch("AnyBot", f"{ADDRESS}/backstage/pages/3/edit/")
    assert rules.site_maps() == [f"{ADDRESS}/sitemap.xml"]


def test_an_empty_machine_has_an_empty_sitemap(client):
    assert client.get("/robots.txt").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt"])
def test_nothing_can_be_sent_there(client, path):
    assert client.post(path, headers={"sec-fetch-site": "same-origin"}).status_code == 405
