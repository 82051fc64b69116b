"""The editor's form: drafts are never refused, publishing is by the one rule, whatever the button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage

from masthead.kit import clock
from masthead.publishing.models import ArticlePage
from masthead.publishing.rules import readiness
from tests.newsroom import make_article, make_author, make_draft, make_picture, make_section, make_site, make_source
from tests.publishing import desk

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def world(hedda):
    return make_section("world")


def test_a_draft_with_nothing_in_it_is_saved(client, world):
    response = desk.add(client, world, desk.written())
    assert response.status_code == 302, response.context["form"].errors
    article = ArticlePage.objects.get()
    assert (article.title, article.slug, article.live) == ("Untitled", "untitled", False)
    desk.add(client, world, desk.written())
    desk.add(client, world, desk.written(title="No ferry"))
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == ["no-ferry", "untitled", "untitled-2"]


def test_autosave_keeps_whatever_is_there(client, world):
    words = desk.paragraph("Not yet.", desk.relayed("words that stand nowhere"))
    response = desk.add(client, world, desk.written(body=[words, desk.picture(None)]), Accept="application/json")
    assert response.json()["success"] is True
    article = ArticlePage.objects.get()
    again = desk.written(body=[words], title="No ferry", slug="no-ferry")
    response = desk.edit(client, article, again, Accept="application/json")
    assert response.json()["success"] is True


def test_a_draft_saved_by_hand_says_what_is_still_missing(client, world):
    desk.add(client, world, desk.written(title="No ferry", slug="no-ferry"))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.get().pk]))
    assert f"Before it can be published: {readiness.NO_STANDFIRST}" in desk.said(response)


def test_a_complete_article_is_published_and_read(client, world):
    source = make_source()
    words = desk.paragraph("The ferry did not sail.", desk.relayed("did not sail", source))
    response = desk.add(
        client,
        world,
        desk.ready(authors=(make_author(),), body=[words], lead_picture=make_picture().pk),
        "action-publish",
    )
    assert response.status_code == 302, desk.said(response)
    article = ArticlePage.objects.get()
    assert article.live
    assert article.get_url() == "/world/no-ferry/"


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publishing_and_submitting_without_a_credit_is_refused_beside_the_picture(client, world, action):
    with_workflow(world)
    data = desk.ready(authors=(make_author(),), lead_picture=make_picture(credit="").pk)
    response = desk.add(client, world, data, action)
    assert response.status_code == 200
    assert response.context["form"].errors["lead_picture"] == [readiness.NO_CREDIT]
    assert readiness.NO_CREDIT in desk.said(response)
    assert "It did not sail." in desk.said(response)
    assert not ArticlePage.objects.exists()


def test_every_sentence_stands_at_its_place_in_the_body(client, world):
    bare = make_picture(credit="", description="")
    words = desk.paragraph("The ferry did not sail.", desk.relayed("sailed on time"))
    response = desk.add(client, world, desk.ready(body=[words, desk.picture(bare)]), "action-publish")
    error = response.context["form"].errors.as_data()["body"][0].as_json_data()["blockErrors"]
    claim = error[0]["blockErrors"]["attributions"]["blockErrors"][0]["blockErrors"]["words"]["messages"]
    assert claim == [readiness.WORDS_NOT_THERE.format(words="sailed on time"), readiness.NO_CHAIN]
    assert error[1]["blockErrors"]["picture"]["messages"] == [readiness.NO_CREDIT]
    assert error[1]["blockErrors"]["alternative"]["messages"] == [readiness.NO_ALTERNATIVE]
    assert readiness.NO_BYLINE in desk.said(response)


def test_a_live_article_cannot_be_published_anew_without_its_standfirst(client, world):
    article = make_article(world)
    data = desk.ready(authors=(make_author(),), standfirst="")
    assert desk.edit(client, article, data, "action-publish").context["form"].errors["standfirst"]
    article.refresh_from_db()
    assert article.standfirst == "It did not sail."
    # The same, kept as a draft, is no matter.
    assert desk.edit(client, article, data).status_code == 302
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().standfirst == ""


def test_a_plan_is_refused_like_publishing(client, world):
    planned = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = desk.ready(authors=(make_author(),), go_live_at=planned)
    refused = desk.add(client, world, {**data, "standfirst": ""}, "action-publish")
    assert refused.context["form"].errors["standfirst"] == [readiness.NO_STANDFIRST]
    assert desk.add(client, world, data, "action-publish").status_code == 302
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.approved_schedule


def test_approving_what_is_not_ready_is_refused_with_its_sentence(client, world, hedda):
    article = submitted(world, hedda, lead_picture=make_picture(credit=""))
    task = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk])
    response = client.post(address, {"comment": ""}, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[article.pk]), 302)]
    assert f"“No ferry” was not published. {readiness.NO_CREDIT}" in desk.said(response)
    article.refresh_from_db()
    assert not article.live
    assert article.workflow_in_progress
    dialogue = client.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert dialogue.json() == {"step": "success", "redirect": reverse("wagtailadmin_pages:edit", args=[article.pk])}


def test_approving_from_the_form_is_refused_beside_the_field(client, world, hedda):
    article = submitted(world, hedda)
    data = {**desk.ready(authors=(make_author(),), standfirst=""), "workflow-action-name": "approve"}
    response = desk.edit(client, article, data, "action-workflow-action")
    assert response.context["form"].errors["standfirst"] == [readiness.NO_STANDFIRST]


def test_sending_back_what_is_not_ready_is_no_matter(client, world, hedda):
    article = submitted(world, hedda)
    data = {**desk.ready(authors=(make_author(),), standfirst=""), "workflow-action-name": "reject"}
    assert desk.edit(client, article, data, "action-workflow-action").status_code == 302


def test_approving_what_is_ready_publishes_it(client, world, hedda):
    article = submitted(world, hedda, lead_picture=make_picture())
    task = article.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk]), {"comment": ""})
    article.refresh_from_db()
    assert article.live


def test_publishing_many_at_once_publishes_none_when_one_is_not_ready(client, world):
    fine, bare = make_draft(world, "fine"), make_draft(world, "bare", standfirst="")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={fine.pk}&id={bare.pk}", {"include_descendants": ""}, follow=True)
    assert readiness.NO_STANDFIRST in desk.said(response)
    assert not Page.objects.filter(pk__in=[fine.pk, bare.pk], live=True).exists()


@pytest.mark.parametrize(
    "slug", ["support", "feeds", "live", "api", "backstage", "static", "media", "accounts", "Feeds"]
)
@pytest.mark.parametrize("kind", ["sectionpage", "plainpage"])
def test_an_address_of_the_program_is_refused_to_a_page(client, hedda, kind, slug):
    address = reverse("wagtailadmin_pages:add", args=["publishing", kind, make_site().pk])
    words = {
        "title": "A page",
        "slug": slug,
        "description": "",
        "body": "null",
        "seo_title": "",
        "search_description": "",
    }
    comments = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    response = client.post(address, {**words, **comments})
    assert "belongs to the program" in response.context["form"].errors["slug"][0]
    assert not Page.objects.filter(title="A page").exists()


def test_an_article_may_be_called_what_a_page_may_not(client, world):
    make_article(world, "support")
    assert ArticlePage.objects.get().get_url() == "/world/support/"


def test_somebody_who_is_named_in_bylines_cannot_be_deleted(client, world):
    make_article(world)
    author = make_author()
    response = client.post(reverse("wagtailadmin_pages:delete", args=[author.pk]), follow=True)
    assert "is named in the bylines of 1 article" in desk.said(response)
    author.refresh_from_db()


def test_nor_can_they_be_deleted_among_others_or_with_the_page_above_them(client, world):
    make_article(world)
    author, other = make_author(), make_author(title="Nobody Named")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    above = author.get_parent().pk
    for address in (f"{bulk}?id={above}", reverse("wagtailadmin_pages:delete", args=[above])):
        assert "is named in the bylines of 1 article" in desk.said(client.post(address, follow=True))
    client.post(f"{bulk}?id={other.pk}&id={author.pk}")
    author.refresh_from_db()
    other.refresh_from_db()
    client.post(f"{bulk}?id={other.pk}")
    assert not Page.objects.filter(pk=other.pk).exists()


def test_every_door_of_the_backstage_opens(client, world):
    """Each page of the desk is answered, with the policy under which Wagtail's own scripts live."""
    article = make_article(world, lead_picture=make_picture())
    source = make_source()
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[world.pk]),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[article.lead_picture_id]),
        reverse("wagtailsnippets_publishing_source:edit", args=[source.pk]),
        reverse("wagtailsnippetchoosers_publishing_source:choose"),
        reverse("wagtailsettings:edit", args=["publishing", "publicationsettings"]),
    ):
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert "'unsafe-inline'" in response["Content-Security-Policy"]


def test_a_preview_is_served_as_readers_see_it_under_their_policy(client, world):
    article = make_draft(world, title="Not out yet")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert client.post(address, desk.ready(title="Not out yet", authors=(make_author(),))).json()["is_valid"]
    response = client.get(f"{address}?mode=")
    assert response.status_code == 200
    assert "Not out yet" in desk.said(response)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy


def with_workflow(section):
    """The workflow that Wagtail comes with, on this section."""
    WorkflowPage.objects.update_or_create(page=section, defaults={"workflow": Workflow.objects.first()})


def submitted(section, user, **facts):
    """A draft that waits for approval."""
    with_workflow(section)
    article = make_draft(section, **facts)
    article.get_workflow().start(article, user)
    article.refresh_from_db()
    return article
