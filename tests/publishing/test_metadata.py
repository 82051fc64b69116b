"""What the head of a page tells machines: a search engine, a card elsewhere, a feed reader."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.template import Context, Template
from django.test import override_settings

from masthead.publishing.models import ArticlePage, Byline
from masthead.publishing.rules.metadata import (
    ArticleFacts,
    Image,
    PageFacts,
    Person,
    news_article,
    open_graph,
    script_text,
)
from tests.newsroom import make_article, make_author, make_picture, make_section, make_site

ADDRESS = "https://skerry.example"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script> & ]]> \" ' `",
    "a\u2028b\u2029c",
    "null\x00bell\x07escape\x1b",
    "\u200fمدينة الجزيرة تعدّ أصواتها\u200f \u202etxt.exe",
    "&amp;&lt;&#x3C;",
)
PAGE = PageFacts(
    kind="article",
    title="Talks without them",
    description="Who is not at the table.",
    url=f"{ADDRESS}/world/talks-without-them/",
    publication="The Skerry",
    home=f"{ADDRESS}/",
    language="en-GB",
)
ARTICLE = ArticleFacts(
    section="World",
    authors=(Person("Ada Berg", f"{ADDRESS}/people/ada-berg/"), Person("Bo Lind", f"{ADDRESS}/people/bo-lind/")),
    discussion=f"{PAGE.url}discussion/",
    published=datetime(2026, 1, 23, 8, 0, tzinfo=UTC),
    modified=datetime(2026, 1, 24, 9, 30, tzinfo=UTC),
    image=Image(
        f"{ADDRESS}/media/images/a.jpg", 1200, 800, "image/jpeg", "A long table.", "The table. (By AFN)", "AFN"
    ),
)


@pytest.fixture(autouse=True)
def _no_picture_is_remembered():
    # Wagtail remembers public copies by the picture's number, which the next test gives to another.
    cache.clear()


class Head(HTMLParser):
    """Reads the head as a browser's parser splits it: a script ends at the first `</script`."""

    def __init__(self, html):
        super().__init__()
        self.metas, self.links, self.scripts, self._inside = {}, [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "meta":
            self.metas.setdefault(said.get("property") or said.get("name"), []).append(said["content"])
        elif tag == "link":
            self.links.append(said)
        elif tag == "script":
            self._inside = True
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data

    def structured(self):
        (only,) = self.scripts
        return json.loads(only)

    def canonical(self):
        return [link["href"] for link in self.links if link["rel"] == "canonical"]

    def feed_paths(self):
        return [link["href"] for link in self.links if link["rel"] == "alternate"]


def head_of(page):
    """The head that the tag renders for a page, parsed."""
    return Head(Template("{% load metadata %}{% page_metadata page %}").render(Context({"page": page})))


def test_a_search_engine_is_told_the_article_with_its_people_its_picture_and_its_discussion():
    told = news_article(PAGE, ARTICLE)
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "Talks without them"
    assert told["datePublished"] == "2026-01-23T08:00:00+00:00"
    assert told["dateModified"] == "2026-01-24T09:30:00+00:00"
    assert told["author"][1] == {"@type": "Person", "name": "Bo Lind", "url": f"{ADDRESS}/people/bo-lind/"}
    assert told["publisher"] == {"@type": "NewsMediaOrganization", "name": "The Skerry", "url": f"{ADDRESS}/"}
    assert told["image"]["creditText"] == "AFN"
    assert told["image"]["caption"] == "The table. (By AFN)"
    assert told["articleSection"] == "World"
    assert told["isAccessibleForFree"] is True
    assert told["discussionUrl"] == f"{PAGE.url}discussion/"


def test_every_property_that_is_told_is_one_of_schema_orgs(fixtures_folder):
    types = json.loads((fixtures_folder / "news" / "schemaorg-properties.json").read_text())["types"]
    of_any_thing = {name for name, said in types["NewsArticle"]["properties"].items() if "Thing" in said["of"]}
    checked = set()

    def check(told):
        kind = told["@type"]
        # A person is not among the types of the file: of them only what holds of any thing may be told.
        known = set(types[kind]["properties"]) if kind in types else of_any_thing
        assert {name for name in told if not name.startswith("@")} <= known, kind
        checked.add(kind)
        for value in told.values():
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    check(inner)

    check(news_article(PAGE, ARTICLE))
    assert checked == {"NewsArticle", "NewsMediaOrganization", "ImageObject", "Person"}


def test_what_is_not_known_of_a_draft_is_not_told():
    told = news_article(PAGE, ArticleFacts(section="World", authors=(), discussion=""))
    assert not {"datePublished", "dateModified", "author", "image", "discussionUrl"} & set(told)
    assert "" not in told.values()


def test_a_card_elsewhere_shows_headline_picture_and_what_is_seen_in_it():
    card = open_graph(PAGE, ARTICLE)
    said = dict(card)
    assert said["og:type"] == "article"
    assert said["og:title"] == "Talks without them"
    assert said["og:url"] == PAGE.url
    assert said["og:site_name"] == "The Skerry"
    assert said["og:locale"] == "en_GB"
    assert said["og:image"] == f"{ADDRESS}/media/images/a.jpg"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "800")
    assert said["og:image:alt"] == "A long table."
    assert [value for name, value in card if name == "article:author"] == [who.url for who in ARTICLE.authors]


@pytest.mark.parametrize("headline", HOSTILE)
def test_nothing_that_is_written_can_end_the_script(headline):
    text = script_text({"headline": headline})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["headline"] == headline


@pytest.mark.django_db
@pytest.mark.parametrize("headline", HOSTILE)
def test_a_hostile_headline_stays_a_headline_in_the_head(headline):
    make_site()
    article = make_article(make_section(), slug="hostile")
    article.title = article.standfirst = headline
    head = head_of(article)
    words = head.structured()["headline"]
    assert head.metas["og:title"] == [words]
    assert not re.search(r"[\x00-\x1f\u202a-\u202e]", words)
    assert [word for word in ("script", "amp", "مدينة", "bell") if word in headline] == [
        word for word in ("script", "amp", "مدينة", "bell") if word in words
    ]


@pytest.mark.django_db
@override_settings(ADDRESS=ADDRESS)
def test_an_article_says_which_address_is_its_own_and_where_its_feeds_are(rf):
    make_site()
    article = make_article(make_section("world"), slug="talks-without-them")
    request = rf.get("/world/talks-without-them/?sort=oldest", headers={"host": "mallory.example"})
    html = Template("{% load metadata %}{% page_metadata page %}").render(
        Context({"page": article, "request": request})
    )
    head = Head(html)
    assert head.canonical() == [f"{ADDRESS}/world/talks-without-them/"]
    assert head.metas["og:url"] == head.canonical()
    assert head.metas["description"] == [article.standfirst]
    assert head.structured()["discussionUrl"] == f"{ADDRESS}/world/talks-without-them/discussion/"
    assert head.feed_paths() == [
        "/feeds/rss.xml",
        "/feeds/atom.xml",
        "/feeds/world/rss.xml",
        "/feeds/world/atom.xml",
    ]


@pytest.mark.django_db
@override_settings(ADDRESS=ADDRESS)
def test_a_picture_goes_elsewhere_as_a_jpeg_on_our_own_address(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_site()
    picture = make_picture(credit="AFN", description="A long table.")
    article = make_article(make_section(), slug="pictured", lead_picture=picture)
    head = head_of(article)
    (address,) = head.metas["og:image"]
    assert re.fullmatch(rf"{ADDRESS}/media/images/[\w.]+\.jpg", address)
    assert head.metas["og:image:type"] == ["image/jpeg"]
    assert head.metas["og:image:alt"] == [article.alternative]
    assert head.structured()["image"]["url"] == address
    assert head.structured()["image"]["creditText"] == "AFN"


@pytest.mark.django_db
def test_a_picture_whose_file_is_lost_does_not_take_the_page_with_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_site()
    picture = make_picture()
    article = make_article(make_section(), slug="lost", lead_picture=picture)
    picture.file.storage.delete(picture.file.name)
    picture.renditions.all().delete()
    assert "og:image" not in head_of(article).metas


@pytest.mark.django_db
def test_pages_that_are_no_articles_tell_what_they_are():
    front, section, author = make_site(), make_section(), make_author()
    assert [head_of(page).metas["og:type"] for page in (front, section, author)] == [
        ["website"],
        ["website"],
        ["profile"],
    ]
    assert all(not head_of(page).scripts for page in (front, section, author))
    assert head_of(section).feed_paths()[2:] == [f"/feeds/{section.slug}/rss.xml", f"/feeds/{section.slug}/atom.xml"]


@pytest.mark.django_db
def test_a_page_that_is_not_wagtails_tells_only_its_feeds():
    make_site()
    head = head_of(None)
    assert not head.metas
    assert head.feed_paths() == ["/feeds/rss.xml", "/feeds/atom.xml"]


@pytest.mark.django_db
def test_an_article_is_modified_when_it_was_published_again_and_updated_when_the_desk_says_so(time_machine):
    time_machine.move_to(datetime(2026, 1, 23, 8, 0, tzinfo=UTC), tick=False)
    make_site()
    article = make_article(make_section(), slug="again")
    time_machine.move_to(datetime(2026, 1, 24, 8, 0, tzinfo=UTC), tick=False)
    article.save_revision().publish()
    article.refresh_from_db()
    told = head_of(article).structured()
    assert told["datePublished"] == "2026-01-23T08:00:00+00:00"
    assert told["dateModified"] == "2026-01-24T08:00:00+00:00"


@pytest.mark.django_db
def test_three_authors_ask_no_more_of_the_database_than_one(django_assert_num_queries, django_assert_max_num_queries):
    make_site()
    article = make_article(make_section(), slug="signed")

    def rendered():
        return head_of(ArticlePage.objects.get(pk=article.pk)).structured()["author"]

    rendered()
    with django_assert_max_num_queries(9) as few:
        assert len(rendered()) == 1
    article.bylines = [Byline(author=make_author(f"writer-{number}", f"Writer {number}")) for number in range(3)]
    article.save_revision().publish()
    with django_assert_num_queries(len(few)):
        assert len(rendered()) == 3


@pytest.mark.django_db
def test_an_article_that_was_never_saved_can_be_previewed():
    make_site()
    draft = ArticlePage(title="Not yet", slug="not-yet", standfirst="Not yet said.")
    draft.bylines = [Byline(author=make_author())]
    make_section().add_child(instance=draft)
    draft.title = "Not yet, but soon"
    draft.bylines = [Byline(author=make_author("per-holm", "Per Holm"))]
    assert head_of(draft).structured()["headline"] == "Not yet, but soon"
    assert [who["name"] for who in head_of(draft).structured()["author"]] == ["Per Holm"]
