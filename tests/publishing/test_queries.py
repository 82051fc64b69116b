"""The reads of publishing: what they promise, and that they do not grow with the page."""

from datetime import UTC, datetime, timedelta

import pytest

from masthead.publishing import queries
from masthead.publishing.models import FrontStory, PlainPage, PublicationSettings
from masthead.publishing.queries.prints import prints
from tests.newsroom import (
    inferred,
    make_article,
    make_author,
    make_draft,
    make_picture,
    make_section,
    make_site,
    make_source,
    paragraph,
    relayed,
    seen,
)

pytestmark = [pytest.mark.django_db]


def long_body(paragraphs, chain=2):
    """A body of many claims, each with sources of its own, with quotations, pictures and links to our own pages."""
    blocks = []
    for number in range(paragraphs):
        sources = [make_source(f"witness {number}-{hop}", f"Witness {number}-{hop}") for hop in range(chain)]
        text = f'It did not sail, <a linktype="page" id="{make_site().pk}">as we wrote</a>.'
        blocks.append(paragraph(text, relayed("It did not sail", *sources), seen("did not")))
        words = {"text": "Never again.", "speaker": "Ada", "pull": False, "attributions": [relayed("Never", *sources)]}
        blocks.append(("quotation", words))
        blocks.append(("picture", {"picture": make_picture(), "alternative": "", "caption": ""}))
    return blocks


def test_an_article_is_found_by_its_address_alone():
    article = make_article(make_section("world"), "no-ferry")
    make_article(make_section("harbour"), "no-ferry")
    found = queries.live_article("world", "no-ferry")
    assert found == article
    assert found.section.slug == "world"
    assert queries.live_article("nowhere", "no-ferry") is None
    assert queries.live_article("world", "other") is None


def test_what_is_not_live_is_not_found():
    draft = make_draft(make_section("world"), "draft")
    gone = make_article(make_section("world"), "gone")
    gone.unpublish()
    assert queries.live_article("world", "draft") is None
    assert queries.live_article("world", "gone") is None
    assert queries.live_articles([draft.pk, gone.pk]) == {}


def test_an_article_in_a_withdrawn_section_is_out_everywhere_until_it_is_withdrawn_itself(client):
    article = make_article(make_section("closed"), "inside")
    make_section("closed").unpublish()
    here = "/closed/inside/"
    alone, lists = (here, f"{here}discussion/"), ("/", "/feeds/rss.xml", "/feeds/atom.xml", "/sitemap.xml")
    assert [client.get(address).status_code for address in alone] == [200, 200]
    assert [here in client.get(address).content.decode() for address in lists] == [True] * 4
    article.refresh_from_db()
    article.unpublish()
    assert [client.get(address).status_code for address in alone] == [404, 404]
    assert [here in client.get(address).content.decode() for address in lists] == [False] * 4


def test_claims_are_numbered_through_the_article_and_marked_in_it():
    spokesman, agency = make_source(), make_source("agency", "AFN", kind="agency", url="https://afn.example/")
    body = [
        paragraph("It did not sail, he said.", relayed("did not sail", spokesman, agency)),
        ("heading", "At the quay & after"),
        paragraph("Nobody came."),
        ("quotation", {"text": "Never.", "speaker": "Ada", "pull": True, "attributions": [inferred("Never")]}),
        ("facts", {"title": "The ferry", "rows": [{"term": "Length", "value": "12 m"}], "checked": "On Monday."}),
        paragraph(" "),
    ]
    passages = queries.passages(make_article(body=body))
    assert [passage.kind for passage in passages] == ["paragraph", "heading", "paragraph", "quotation", "facts"]
    assert all(passage.block_id for passage in passages)
    first, heading, _, quotation, facts = passages
    assert first.text == "It did not sail, he said."
    assert '<span class="claim claim--relayed" id="claim-1">did not sail</span>' in first.html
    (claim,) = first.claims
    assert claim.short == ("spokesman", "agency", "us")
    assert [hop.who for hop in claim.hops] == ["A. Verrin, spokesman", "AFN", "us"]
    assert claim.hops[1].home == "https://afn.example/"
    assert heading.html == "At the quay &amp; after"
    assert quotation.claims[0].number == 2
    assert quotation.data == {"speaker": "Ada", "pull": True}
    assert facts.data["rows"] == [("Length", "12 m")]


def test_somebody_who_is_not_named_is_told_by_the_reason_alone():
    source = make_source("official", "", kind="anonymous", public_reason="would lose the post")
    passages = queries.passages(make_article(body=[paragraph("It did not sail.", relayed("sail", source))]))
    hop = passages[0].claims[0].hops[0]
    assert (hop.who, hop.reason, hop.home) == ("official, not named", "would lose the post", "")


def test_a_block_keeps_its_id_when_the_article_is_published_anew():
    article = make_article()
    before = [passage.block_id for passage in queries.passages(article)]
    article.save_revision().publish()
    article.refresh_from_db()
    assert [passage.block_id for passage in queries.passages(article)] == before


def test_the_foot_counts_what_the_body_claims(django_assert_num_queries):
    source = make_source()
    body = [
        paragraph("One two three.", relayed("One", source), inferred("two")),
        paragraph("Four."),
        paragraph("Five."),
        paragraph(" "),
        ("heading", "Six"),
        ("quotation", {"text": "Seven.", "speaker": "Ada", "pull": False, "attributions": [relayed("Seven", source)]}),
    ]
    article = queries.live_article("world", make_article(body=body).slug)
    with django_assert_num_queries(0):
        counts = queries.claim_counts(article)
    assert counts.sentence == "2 relayed, 1 our inference, 2 without a named source"
    assert counts.marks == ["relayed", "relayed", "inference", "unnamed", "unnamed"]


def test_a_long_article_asks_no_more_of_the_database_than_a_short_one(django_assert_max_num_queries):
    make_article(slug="short", body=long_body(1))
    make_article(slug="long", body=long_body(12, chain=3))
    read("short"), read("long")  # whoever comes first has the public copies made
    with django_assert_max_num_queries(12) as few:
        read("short")
    with django_assert_max_num_queries(len(few)):
        assert len(read("long")) == 36


def read(slug):
    article = queries.live_article("world", slug)
    queries.claim_counts(article)
    assert article.authors
    passages = queries.passages(article)
    for passage in passages:
        if passage.kind == "picture":
            assert prints(passage.data["picture"])
    return passages


def test_the_latest_stories_come_first_and_can_be_narrowed(time_machine):
    time_machine.move_to(datetime(2026, 1, 23, 8, 0, tzinfo=UTC), tick=False)
    ada = make_author(title="Ada Berg")
    world, harbour = make_section("world"), make_section("harbour")
    first = make_article(world, "first", authors=[ada])
    time_machine.shift(timedelta(hours=1))
    second = make_article(harbour, "second")
    time_machine.shift(timedelta(hours=1))
    third = make_article(world, "third", authors=[make_author(), ada])
    make_draft(world, "draft")
    assert queries.latest_stories(10) == [third, second, first]
    assert queries.latest_stories(1) == [third]
    assert queries.latest_stories(10, section=world) == [third, first]
    assert queries.latest_stories(10, author=ada) == [third, first]
    assert queries.latest_stories(10, skip=[third.pk]) == [second, first]


def test_a_list_of_stories_costs_the_same_however_long(django_assert_max_num_queries):
    for number in range(12):
        author = make_author(title=f"Writer {number}")
        make_article(
            make_section(f"room-{number % 3}"), f"story-{number}", authors=[author], lead_picture=make_picture()
        )
    with django_assert_max_num_queries(6) as few:
        shown(queries.latest_stories(2))
    with django_assert_max_num_queries(len(few)):
        shown(queries.latest_stories(12))


def shown(stories):
    for story in stories:
        assert story.section.title
        assert story.get_url()
        assert [author.title for author in story.authors]
        assert story.lead_picture.renditions.all() is not None


def test_the_front_page_begins_with_what_the_desk_chose(time_machine):
    time_machine.move_to(datetime(2026, 1, 23, 8, 0, tzinfo=UTC), tick=False)
    world, harbour = make_section("world"), make_section("harbour")
    stories = []
    for number in range(8):
        time_machine.shift(timedelta(hours=1))
        stories.append(make_article(world if number % 2 else harbour, f"story-{number}"))
    front = make_site()
    front.chosen = [FrontStory(article=stories[0]), FrontStory(article=make_draft(world, "draft"))]
    front.save()
    page = queries.front(front)
    assert page.lead == stories[0]
    assert page.secondary == [stories[7], stories[6], stories[5], stories[4]]
    assert {row.section.slug: [story.slug for story in row.stories] for row in page.rows} == {
        "world": ["story-3", "story-1"],
        "harbour": ["story-2"],
    }
    assert len(page.stories) == len(set(page.stories)) == 8


def test_an_empty_front_page_has_nothing_and_breaks_nothing():
    page = queries.front(make_site())
    assert (page.lead, page.secondary, page.rows, page.stories) == (None, [], [], [])


def test_the_front_page_grows_by_its_sections_alone(django_assert_max_num_queries):
    front = make_site()
    for number in range(4):
        make_article(make_section(f"room-{number % 2}"), f"story-{number}")
    with django_assert_max_num_queries(16) as few:
        queries.front(front)
    for number in range(4, 24):
        make_article(make_section(f"room-{number % 2}"), f"story-{number}", authors=[make_author(title=f"W {number}")])
    with django_assert_max_num_queries(len(few) + 4):
        shown_stories = queries.front(front).stories
    assert len(shown_stories) == 13


def test_a_long_list_comes_in_pages():
    world = make_section("world")
    for number in range(25):
        make_article(world, f"story-{number}")
    first, second = queries.stories_in(world, 1), queries.stories_in(world, 2)
    assert (len(first.stories), first.newer, first.older, first.pages) == (20, None, 2, 2)
    assert (len(second.stories), second.newer, second.older) == (5, 1, None)
    assert queries.stories_in(world, 3) is None
    assert queries.stories_in(world, 0) is None
    assert len(queries.stories_by(make_author(), 2).stories) == 5
    assert queries.stories_by(make_author(title="Nobody Yet"), 1).stories == []


def test_the_publication_says_its_name_and_the_direction_of_its_language(django_assert_num_queries):
    assert queries.publication().name == "A newsroom"
    make_site("The Skerry")
    with django_assert_num_queries(1):
        said = queries.publication()
    assert (said.name, said.place, said.direction) == ("The Skerry", "Norrhavn", "ltr")
    for language, direction in (("ar", "rtl"), ("de-AT", "ltr"), ("qya", "ltr")):
        PublicationSettings.objects.update(language=language)
        assert (queries.publication().language, queries.publication().direction) == (language, direction)


def test_the_navigation_has_live_sections_and_the_foot_live_pages():
    front = make_site()
    make_section("world")
    make_section("closed").unpublish()
    front.add_child(instance=PlainPage(title="About", slug="about"))
    assert [section.slug for section in queries.navigation()] == ["world"]
    assert [page.slug for page in queries.plain_pages()] == ["about"]
