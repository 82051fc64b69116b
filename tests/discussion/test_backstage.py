"""What the desk does with comments, and who is let in."""

import pytest
from django.test import Client

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment, Question, State, Thread
from tests import people
from tests.newsroom import make_article

LIST = "/backstage/discussion/"


@pytest.fixture
def ada(article) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(people.ada())
    return client


def held(article, words="Cheap boats") -> Comment:
    return operations.post(page=article, source=words, suspicion="The trap was filled in.")


def decide(client, comment, decision, reason=""):
    return client.post(f"{LIST}comment/{comment.pk}/", {"decision": decision, "reason": reason})


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("address", [LIST, f"{LIST}articles/", f"{LIST}comment/1/", f"{LIST}articles/1/"])
def test_only_staff_is_let_in(article, bo, address):
    response = bo.get(address)
    assert response.status_code == 302
    assert "/backstage/login/" in response["Location"]


def test_the_desk_finds_held_comments_first_with_their_reason(ada, article):
    held(article)
    operations.post(page=article, source="Plain words")
    page = text(ada.get(LIST))
    assert "Cheap boats" in page
    assert "The trap was filled in." in page
    assert "Plain words" not in page
    assert "Plain words" in text(ada.get(f"{LIST}?state=shown"))


@pytest.mark.parametrize("query", ["?state=nonsense"])
def test_a_state_that_does_not_exist_is_not_found(ada, query):
    assert ada.get(LIST + query).status_code == 404


def test_the_list_has_pages(ada, article):
    for number in range(55):
        operations.post(page=article, source=f"words {number} end")
    assert "words 54 end" in text(ada.get(f"{LIST}?state=shown"))
    second = text(ada.get(f"{LIST}?state=shown&page=2"))
    assert "words 0 end" in second
    assert "words 54 end" not in second


def test_what_readers_wrote_is_text_in_the_list(ada, article):
    held(article, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in text(ada.get(LIST))


def test_the_desk_approves_hides_and_restores(ada, article):
    comment = held(article)
    for decision, reason, state in (
        ("approve", "", State.SHOWN),
        ("hide", "an insult", State.HIDDEN),
        ("restore", "no insult", State.SHOWN),
    ):
        assert decide(ada, comment, decision, reason).status_code == 302
        comment.refresh_from_db()
        assert (comment.state, comment.reason, comment.decided_by.username) == (state, reason, "ada")


@pytest.mark.parametrize(
    ("decision", "reason", "status"),
    [
        ("hide", "", 422),
        ("restore", "words", 409),
        ("burn", "words", 422),
        ("", "words", 422),
        ("hide", "x" * 301, 422),
    ],
)
def test_a_decision_that_cannot_be_keeps_the_reason(ada, article, decision, reason, status):
    comment = held(article)
    response = decide(ada, comment, decision, reason)
    assert response.status_code == status
    assert f'value="{reason}"' in text(response)
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_a_decision_needs_the_staff_s_token(article):
    strict = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    strict.force_login(people.ada())
    assert decide(strict, held(article), "approve").status_code == 403


def test_the_desk_sees_what_a_comment_said_before(ada, article):
    comment = operations.post(page=article, source="first words")
    operations.edit(comment=comment, reader=comment.reader, source="second words")
    page = text(ada.get(f"{LIST}comment/{comment.pk}/"))
    assert "first words" in page
    assert "second words" in page


def test_the_desk_closes_and_reopens(ada, article):
    address = f"{LIST}articles/{article.pk}/"
    assert ada.post(f"{address}close/", {"sentence": "Good night."}).status_code == 302
    assert Thread.objects.get().closed_sentence == "Good night."
    assert "Good night." in text(ada.get(address))
    assert ada.post(f"{address}reopen/").status_code == 302
    assert not Thread.objects.get().is_closed


@pytest.mark.parametrize("sentence", ["", "x" * 301])
def test_closing_without_a_sentence_is_refused_beside_the_field(ada, article, sentence):
    response = ada.post(f"{LIST}articles/{article.pk}/close/", {"sentence": sentence})
    assert response.status_code == 422
    assert 'aria-describedby="sentence-problem"' in text(response)
    assert f'value="{sentence}"' in text(response)


def ask(client, article, **wrong):
    typed = {"block_id": article.body[0].id, "exact": "the office was shut", "text": "Were you there?"}
    return client.post(f"{LIST}articles/{article.pk}/ask/", {**typed, **wrong})


def test_the_desk_asks_and_withdraws(ada, article):
    assert ask(ada, article).status_code == 302
    question = Question.objects.get()
    assert queries.questions_of(article) == {article.body[0].id: [question]}
    address = f"{LIST}articles/{article.pk}/questions/{question.pk}/withdraw/"
    assert ada.post(address).status_code == 302
    assert queries.questions_of(article) == {}
    assert ada.post(address).status_code == 409


@pytest.mark.parametrize("wrong", [{"exact": "other words"}, {"exact": ""}, {"text": ""}, {"block_id": "nowhere"}])
def test_a_wrong_question_keeps_what_was_typed(ada, article, wrong):
    response = ask(ada, article, **wrong)
    assert response.status_code == 422
    kept = {"exact": "the office was shut", "text": "Were you there?", **wrong}
    assert kept["exact"] in text(response)
    assert kept["text"] in text(response)
    assert not Question.objects.exists()


def test_the_latest_articles_are_listed_with_their_counts(ada, article):
    operations.post(page=article, source="words")
    make_article(slug="another", title="Another story")
    page = text(ada.get(f"{LIST}articles/"))
    assert "Another story" in page
    assert f"{LIST}articles/{article.pk}/" in page


def test_an_article_with_comments_is_not_deleted_but_can_be_unpublished(ada, article):
    operations.post(page=article, source="words")
    response = ada.post(f"/backstage/pages/{article.pk}/delete/", follow=True)
    assert "Unpublish it instead" in text(response)
    article.refresh_from_db()
    silent = make_article(slug="silent")
    ada.post(f"/backstage/pages/{silent.pk}/delete/")
    assert not type(silent).objects.filter(pk=silent.pk).exists()


def test_the_section_of_a_discussed_article_is_not_deleted_either(ada, article):
    operations.post(page=article, source="words")
    ada.post(f"/backstage/pages/{article.section.pk}/delete/")
    article.refresh_from_db()


def test_nor_are_they_deleted_among_many(ada, article):
    operations.post(page=article, source="words")
    silent = make_article(slug="silent")
    bulk = "/backstage/bulk/wagtailcore/page/delete/"
    for chosen in (f"id={silent.pk}&id={article.pk}", f"id={article.section.pk}"):
        assert "Unpublish it instead" in text(ada.post(f"{bulk}?{chosen}", follow=True))
    article.refresh_from_db()
    silent.refresh_from_db()
    ada.post(f"{bulk}?id={silent.pk}")
    assert not type(silent).objects.filter(pk=silent.pk).exists()


def test_the_article_s_editor_has_a_way_to_its_discussion(ada, article):
    assert f"{LIST}articles/{article.pk}/" in text(ada.get(f"/backstage/pages/{article.pk}/edit/"))
    assert LIST in text(ada.get("/backstage/"))
