"""Pages as a reader meets them: addresses, pages of lists, redirects, and what must stay out of sight."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from masthead.publishing.models import AuthorPage, PlainPage, SectionPage, Source
from tests.newsroom import make_article, make_author, make_draft, make_picture, make_section, make_site, paragraph

pytestmark = [pytest.mark.django_db]


def test_every_kind_of_page_is_read_without_a_cookie(client):
    article = make_article(lead_picture=make_picture())
    make_site().add_child(instance=PlainPage(title="About", slug="about", body="<p>Who pays.</p>"))
    for address in ("/", "/world/", article.get_url(), "/people/", make_author().get_url(), "/about/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies
        assert "unsafe" not in response["Content-Security-Policy"]


def test_a_draft_is_missing_for_everybody_even_for_the_desk(client, hedda):
    make_draft(slug="draft")
    assert client.get("/world/draft/").status_code == 404


def test_a_list_has_pages_and_no_others(client):
    world = make_section("world")
    for number in range(21):
        make_article(world, f"story-{number}")
    assert client.get("/world/?page=2").status_code == 200
    assert client.get(f"{make_author().get_url()}?page=2").status_code == 200
    for wrong in ("0", "3", "-1", "two", "²", "9" * 40, ""):
        assert client.get("/world/", {"page": wrong}).status_code == 404, wrong


def test_an_old_address_leads_to_the_new_one(client, django_capture_on_commit_callbacks):
    def move(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    world = make_section("world")
    move(make_article(world, "no-ferry"), "no-ferry-at-all")
    response = client.get("/world/no-ferry/")
    assert (response.status_code, response["Location"]) == (301, "/world/no-ferry-at-all/")
    move(world, "abroad")
    for old in ("/world/no-ferry/", "/world/no-ferry-at-all/"):
        assert client.get(old)["Location"] == "/abroad/no-ferry-at-all/"
    assert client.get("/world/")["Location"] == "/abroad/"


@pytest.mark.parametrize("slug", ["support", "feeds", "backstage", "media"])
def test_no_program_makes_a_page_at_an_address_of_ours(slug):
    with pytest.raises(ValidationError, match="belongs to the program"):
        make_site().add_child(instance=SectionPage(title="A page", slug=slug))


@pytest.mark.parametrize("address", ["/", "/world/", "/world/no-ferry/"])
def test_a_page_asks_little_of_the_database_however_much_it_shows(client, django_assert_max_num_queries, address):
    def fill(numbers):
        for number in numbers:
            author = make_author(title=f"Writer {number}")
            make_article(make_section("world"), f"story-{number}", authors=[author], lead_picture=make_picture())

    body = [paragraph("It did not sail."), ("picture", {"picture": make_picture(), "alternative": "", "caption": ""})]
    make_article(make_section("world"), "no-ferry", lead_picture=make_picture(), body=body * 4)
    fill(range(6))
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)
    fill(range(6, 12))
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)


def test_a_source_that_is_not_named_has_no_field_for_the_name():
    with pytest.raises(ValidationError, match="no name and no address"):
        Source(kind="anonymous", short="official", name="Ada Berg", public_reason="would lose the post").full_clean()
    with pytest.raises(ValidationError, match="why this source is not named"):
        Source(kind="anonymous", short="official").full_clean()
    with pytest.raises(ValidationError, match="the name that readers see"):
        Source(kind="person", short="spokesman").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(kind="anonymous", short="official", name="Ada Berg", public_reason="would lose the post")


def test_an_author_who_is_named_twice_is_shown_once():
    ada = make_author(title="Ada Berg")
    article = make_article(authors=[ada, ada])
    assert article.authors == [AuthorPage.objects.get(pk=ada.pk)]
