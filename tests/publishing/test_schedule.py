"""The clock: what is due goes live, what has expired leaves, and one article that is not ready holds up no other."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published, page_unpublished

from masthead.publishing import operations
from masthead.publishing.errors import NotReady
from masthead.publishing.models import ArticlePage, Picture
from masthead.publishing.rules import readiness
from tests.newsroom import make_article, make_draft, make_picture
from tests.publishing import desk

pytestmark = [pytest.mark.django_db]
MORNING = datetime(2026, 1, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


def planned(slug, hours, **facts):
    """An article that goes live some hours after the morning."""
    article = make_draft(slug=slug, title=slug, go_live_at=MORNING + timedelta(hours=hours), **facts)
    article.get_latest_revision().publish()
    return article


def live():
    return set(ArticlePage.objects.live().values_list("slug", flat=True))


def test_a_planned_article_goes_live_at_its_time_and_not_before(time_machine):
    planned("noon", 4)
    assert operations.keep_schedule().published == 0
    assert live() == set()
    time_machine.shift(timedelta(hours=4, seconds=1))
    assert operations.keep_schedule().published == 1
    assert live() == {"noon"}
    assert operations.keep_schedule().published == 0


def test_an_expired_article_leaves(time_machine):
    make_article(slug="offer", expire_at=MORNING + timedelta(hours=1))
    time_machine.shift(timedelta(hours=2))
    assert operations.keep_schedule().withdrawn == 1
    assert live() == set()


def test_one_article_that_is_not_ready_stays_a_draft_and_the_rest_goes_live(time_machine):
    picture = make_picture()
    planned("first", 1)
    bare = planned("bare", 2, lead_picture=picture)
    planned("last", 3)
    Picture.objects.update(credit="")
    time_machine.shift(timedelta(hours=4))
    done = operations.keep_schedule()
    assert done.published == 2
    assert done.refused == [f"“bare” was not published. {readiness.NO_CREDIT}"]
    assert live() == {"first", "last"}
    bare.refresh_from_db()
    assert not bare.approved_schedule
    assert operations.keep_schedule().refused == []


@pytest.fixture
def broken():
    """The slugs of pages that break whoever is told that they went live or left."""
    slugs = set()

    def told(instance, **_):
        if instance.slug in slugs:
            raise RuntimeError("This page is bad.")

    for signal in (page_published, page_unpublished):
        signal.connect(told)
    yield slugs
    for signal in (page_published, page_unpublished):
        signal.disconnect(told)


def test_a_page_that_fails_to_leave_or_to_go_live_holds_up_no_other(time_machine, caplog, broken):
    planned("bad", 1)
    planned("fine", 2)
    make_article(slug="worse", expire_at=MORNING + timedelta(hours=1))
    make_article(slug="offer", expire_at=MORNING + timedelta(hours=2))
    broken |= {"bad", "worse"}
    time_machine.shift(timedelta(hours=3))
    done = operations.keep_schedule()
    assert (done.published, done.withdrawn, done.failed) == (1, 1, 2)
    assert live() == {"fine", "worse"}
    assert caplog.text.count("could not be kept") == 2
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one process write at a time")
def test_what_another_process_is_publishing_is_left_to_it(time_machine):
    planned("noon", 1)
    time_machine.shift(timedelta(hours=2))
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        seen.append(operations.keep_schedule())
        connection.close()

    with transaction.atomic():
        Revision.objects.select_for_update().get(approved_go_live_at__isnull=False)
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert (seen[0].published, seen[0].failed) == (0, 0)
    assert operations.keep_schedule().published == 1


def test_who_opens_the_refused_article_is_told_why_it_is_not_out(client, hedda, time_machine):
    bare = planned("bare", 1, lead_picture=make_picture())
    Picture.objects.update(credit="")
    time_machine.shift(timedelta(hours=2))
    operations.keep_schedule()
    sentence = f"The planned publication was refused. “bare” was not published. {readiness.NO_CREDIT}"
    assert sentence in desk.said(client.get(reverse("wagtailadmin_pages:edit", args=[bare.pk])))
    assert sentence in desk.said(client.get(reverse("wagtailadmin_pages:history", args=[bare.pk])))
    assert PageLogEntry.objects.filter(page=bare.pk, action=operations.REFUSED).count() == 1


def test_the_command_that_wagtail_knows_is_ours(time_machine):
    planned("bare", 1, lead_picture=make_picture())
    planned("fine", 1)
    Picture.objects.update(credit="")
    time_machine.shift(timedelta(hours=2))
    out, errors = StringIO(), StringIO()
    call_command("publish_scheduled", stdout=out, stderr=errors)
    assert readiness.NO_CREDIT in errors.getvalue()
    assert "Published: 1. Withdrawn: 0." in out.getvalue()
    assert live() == {"fine"}


def test_a_plan_for_what_is_not_ready_is_refused_when_it_is_made():
    bare = make_draft(standfirst="", go_live_at=MORNING + timedelta(hours=1))
    with pytest.raises(NotReady) as refusal:
        bare.get_latest_revision().publish()
    assert refusal.value.article == bare.pk
    assert refusal.value.field == "standfirst"
    bare.refresh_from_db()
    assert not bare.approved_schedule


def test_a_live_article_keeps_its_words_when_its_new_version_is_refused():
    article = make_article()
    article.standfirst = ""
    with pytest.raises(NotReady):
        article.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).standfirst == "It did not sail."
