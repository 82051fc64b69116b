"""What a feed reader gets: every story whole, from the site or from a section."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.test import override_settings

from masthead.publishing.models import ArticlePage, Byline, PublicationSettings
from tests.newsroom import make_article, make_author, make_section, make_site

ADDRESS = "https://skerry.example"
SITE = ("/feeds/rss.xml", "/feeds/atom.xml")
WORLD = ("/feeds/world/rss.xml", "/feeds/world/atom.xml")
ATOM = "{http://www.w3.org/2005/Atom}"
# What is written, and what a reader sees of it.
HOSTILE = {
    "</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    "Bread & salt, ]]> and <b>butter</b>": "Bread & salt, ]]> and <b>butter</b>",
    "&amp; is not &lt;": "&amp; is not &lt;",
    "A bell\x07 and an escape\x1b[31m\ufffe": "A bell and an escape[31m",
    "\u202eexe.txt": "exe.txt",
    "مدينة الجزيرة تعدّ أصواتها": "مدينة الجزيرة تعدّ أصواتها",
}

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _public_address():
    with override_settings(ADDRESS=ADDRESS):
        yield


@pytest.fixture
def world():
    make_site()
    return make_section("world")


def parsed(client, path):
    """The feed as feedparser reads it, with nothing to complain about."""
    response = client.get(path)
    assert response.status_code == 200
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def rename(article, **fields):
    """Write what no form lets through, as an import or an older version may have left it."""
    ArticlePage.objects.filter(pk=article.pk).update(**fields)


def signed_by(article, *authors):
    """Give a published article these bylines."""
    article.bylines = [Byline(author=author) for author in authors]
    article.save_revision().publish()


@pytest.mark.parametrize("path", SITE + WORLD)
def test_a_reader_of_the_feed_gets_headline_standfirst_authors_and_address(client, world, path):
    article = make_article(world, slug="talks", title="A headline that is long. " * 8)
    signed_by(article, make_author("ingrid-vale", "Ingrid Vale"), make_author("per-holm", "Per Holm"))
    feed = parsed(client, path)
    (entry,) = feed.entries
    assert entry.title == article.title.strip()
    assert entry.summary == article.standfirst
    assert entry.link == f"{ADDRESS}/world/talks/"
    assert [who.name for who in entry.authors] == ["Ingrid Vale", "Per Holm"]
    assert entry.published_parsed[:6] == article.first_published_at.utctimetuple()[:6]


@pytest.mark.parametrize("path", SITE + WORLD)
def test_every_address_stands_on_our_own_whatever_host_was_asked(client, world, path):
    make_article(world, slug="talks")
    response = client.get(path, headers={"host": "mallory.example"})
    assert b"mallory.example" not in response.content
    feed = feedparser.parse(response.content)
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{ADDRESS}{path}"]
    assert feed.feed.link == (f"{ADDRESS}/world/" if path in WORLD else f"{ADDRESS}/")


@pytest.mark.parametrize("path", SITE)
def test_a_feed_says_in_which_language_its_stories_are(client, world, path):
    PublicationSettings.objects.update(language="ar")
    make_article(world, slug="talks")
    assert parsed(client, path).feed.language == "ar"


@pytest.mark.parametrize("path", SITE)
def test_an_entry_keeps_its_id_when_its_address_changes(client, world, path):
    article = make_article(world, slug="talks")
    before = parsed(client, path).entries[0]
    article.slug = "talks-without-them"
    article.save_revision().publish()
    after = parsed(client, path).entries[0]
    assert (before.id, before.link) == (after.id, f"{ADDRESS}/world/talks/")
    assert after.link == f"{ADDRESS}/world/talks-without-them/"


def test_an_entry_is_updated_when_the_desk_says_so_and_not_by_a_comma(client, world, time_machine):
    time_machine.move_to(datetime(2026, 1, 23, 8, 0, tzinfo=UTC), tick=False)
    article = make_article(world, slug="talks")
    time_machine.shift(timedelta(hours=1))
    article.save_revision().publish()
    assert parsed(client, "/feeds/atom.xml").entries[0].updated == "2026-01-23T08:00:00+00:00"
    article.updated_at = datetime(2026, 1, 23, 9, 0, tzinfo=UTC)
    article.save_revision().publish()
    feed = parsed(client, "/feeds/atom.xml")
    assert feed.entries[0].updated == feed.feed.updated == "2026-01-23T09:00:00+00:00"
    assert feed.entries[0].published == "2026-01-23T08:00:00+00:00"


@pytest.mark.parametrize("headline", HOSTILE)
@pytest.mark.parametrize("path", SITE)
def test_a_hostile_headline_stays_words(client, world, path, headline):
    rename(make_article(world, slug="hostile"), title=headline, standfirst=headline)
    parsed(client, path)
    root = ET.fromstring(client.get(path).content)  # noqa: S314 - our own feed
    entry = root.find("channel/item") if path.endswith("rss.xml") else root.find(f"{ATOM}entry")
    title = entry.find("title") if path.endswith("rss.xml") else entry.find(f"{ATOM}title")
    assert title.text == HOSTILE[headline]


@pytest.mark.parametrize("headline", HOSTILE)
@pytest.mark.parametrize("path", SITE)
def test_a_standfirst_reaches_the_reader_as_it_was_written(client, world, path, headline):
    rename(make_article(world, slug="hostile"), standfirst=headline)
    response = client.get(path)
    entry = feedparser.parse(response.content, sanitize_html=False).entries[0]
    assert "<script" not in entry.summary
    assert "<b>" not in entry.summary


def test_a_section_tells_only_its_own_stories(client, world):
    harbour = make_section("harbour")
    make_article(world, slug="talks")
    make_article(harbour, slug="ice")
    for path, links in {
        "/feeds/world/rss.xml": ["/world/talks/"],
        "/feeds/harbour/atom.xml": ["/harbour/ice/"],
        "/feeds/rss.xml": ["/harbour/ice/", "/world/talks/"],
    }.items():
        assert sorted(entry.link for entry in parsed(client, path).entries) == [f"{ADDRESS}{link}" for link in links]


def test_what_is_no_longer_published_is_not_told(client, world):
    article = make_article(world, slug="talks")
    article.unpublish()
    assert parsed(client, "/feeds/rss.xml").entries == []


@pytest.mark.parametrize("path", ["/feeds/nowhere/rss.xml", "/feeds/nowhere/atom.xml"])
def test_an_unknown_section_has_no_feed(client, world, path):
    assert client.get(path).status_code == 404


def test_a_section_that_was_taken_down_has_no_feed(client, world):
    world.unpublish()
    assert client.get("/feeds/world/rss.xml").status_code == 404


@pytest.mark.parametrize("path", SITE)
def test_a_newsroom_without_stories_has_an_empty_feed(client, world, path):
    assert parsed(client, path).entries == []


@pytest.mark.parametrize("path", SITE)
def test_forty_stories_ask_no_more_of_the_database_than_four(client, world, path, django_assert_max_num_queries):
    for number in range(4):
        article = make_article(world, slug=f"story-{number}")
        signed_by(article, make_author(f"writer-{number}", f"Writer {number}"))
    client.get(path)
    with django_assert_max_num_queries(100) as few:
        assert len(parsed(client, path).entries) == 4
    for number in range(4, 44):
        make_article(world, slug=f"story-{number}")
    with django_assert_max_num_queries(len(few)):
        assert len(parsed(client, path).entries) == 40
    assert len(few) <= 8
