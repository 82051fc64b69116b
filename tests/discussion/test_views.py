"""What readers see of a discussion, and the answers to its forms."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.test import Client

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment, State, Thread, Vote
from masthead.discussion.rules.looking import Look
from masthead.readers.models import Reader
from tests.discussion.conftest import DISCUSSION, browser
from tests.newsroom import make_article

ARTICLE = "/world/no-ferry/"
NOON = datetime(2026, 1, 23, 12, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


class Page(HTMLParser):
    """What a test looks at in a page: its words, its elements."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(response.content.decode())

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def comments(self) -> list[int]:
        return [
            int(found["id"].removeprefix("comment-"))
            for tag, found in self.elements
            if tag == "article" and "comment" in found.get("class", "").split()
        ]

    def named(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        wanted = {name.strip("_"): value for name, value in wanted.items()}
        return [have for name, have in self.elements if name == tag and wanted.items() <= have.items()]


def post(client: Client, words: str = "I was there.", **more: Any):
    return client.post(DISCUSSION, {"body": words, "name": "", **more})


def say(article, words: str = "I was there.", **more: Any) -> Comment:
    return operations.post(page=article, source=words, **more)


def number_of(response: Any) -> int:
    return int(re.search(r"/discussion/(\d+)/", response["Location"])[1])


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ARTICLE, DISCUSSION, f"{ARTICLE}?sort=oldest", f"{DISCUSSION}?sort=most-voted"])
def test_reading_writes_nothing_and_sets_no_cookie(article, bo, address):
    response = bo.get(address)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "no-store" not in response.get("Cache-Control", "")
    assert not Thread.objects.exists()
    assert not Reader.objects.exists()


def test_an_empty_discussion_invites(article, bo):
    page = Page(bo.get(ARTICLE))
    assert "No comments yet. Yours can be the first." in page.text
    assert page.named("label", for_="body")
    assert "Your comment" in page.text


def test_the_three_orders_are_addresses(article, bo):
    low, high, new = (say(article, words).pk for words in ("low", "high", "new"))
    operations.invent_votes(wanted={high: (9, 1), low: (1, 5)})
    for query, wanted in (
        ("", [new, high, low]),
        ("?sort=newest", [new, high, low]),
        ("?sort=oldest", [low, high, new]),
        ("?sort=most-voted", [high, new, low]),
    ):
        for address in (ARTICLE, DISCUSSION):
            page = Page(bo.get(address + query))
            assert page.comments == wanted
            current = [found["id"] for found in page.named("a", **{"aria-current": "true"}) if "id" in found]
            assert current == [f"order-{query.removeprefix('?sort=') or 'newest'}"]


def test_comments_with_the_same_score_stand_newer_first(article, bo):
    first, second = say(article).pk, say(article).pk
    assert Page(bo.get(f"{DISCUSSION}?sort=most-voted")).comments == [second, first]


@pytest.mark.parametrize("sort", ["newest", "oldest", "most-voted"])
def test_every_root_is_met_once_on_the_way_through_the_pages(article, bo, sort):
    roots = {say(article, f"root {number}").pk for number in range(120)}
    operations.invent_votes(wanted={number: (number % 4, number % 3) for number in roots})
    met: list[int] = []
    address = f"{DISCUSSION}?sort={sort}"
    for _ in range(3):
        page = Page(bo.get(address))
        met += page.comments
        more = page.named("a", class_="more-comments")
        address = more[0]["href"] if more else ""
    assert (len(met), set(met), address) == (120, roots, "")


def test_a_root_shows_three_replies_and_says_how_many_more(article, bo):
    root = say(article)
    replies = [say(article, f"reply {number}", parent=root.pk).pk for number in range(5)]
    page = Page(bo.get(ARTICLE))
    assert page.comments == [root.pk, *replies[:3]]
    assert "2 more replies" in page.text
    more = page.named("a", class_="more-replies")[0]["href"]
    assert Page(bo.get(more)).comments == [root.pk, *replies]


def test_replies_are_nested_and_beyond_the_third_level_say_whom_they_answer(article, bo):
    line = [say(article, name="Root")]
    for name in ("One", "Two", "Three", "Four"):
        line.append(say(article, name=name, parent=line[-1].pk))
    page = Page(bo.get(f"{DISCUSSION}{line[0].pk}/"))
    depths = [int(found["data-depth"]) for found in page.named("article")]
    assert depths == [0, 1, 2, 3, 3]
    assert page.text.count("in reply to") == 1
    assert "in reply to Three" in page.text


def test_a_reply_s_address_leads_to_the_page_that_holds_it(article, bo):
    root = say(article)
    replies = [say(article, f"reply {number}", parent=root.pk).pk for number in range(70)]
    response = bo.get(f"{DISCUSSION}{replies[65]}/")
    assert response["Location"].endswith(f"#comment-{replies[65]}")
    page = Page(bo.get(response["Location"]))
    assert replies[65] in page.comments
    assert page.comments == [root.pk, *replies[55:]]
    assert "From the first reply" in page.text


def test_a_thread_of_many_replies_has_pages(article, bo):
    root = say(article)
    replies = [say(article, f"reply {number}", parent=root.pk).pk for number in range(60)]
    first = Page(bo.get(f"{DISCUSSION}{root.pk}/"))
    assert first.comments == [root.pk, *replies[:50]]
    second = Page(bo.get(first.named("a", class_="more-replies")[0]["href"]))
    assert second.comments == [root.pk, *replies[50:]]


@pytest.mark.parametrize(
    "query",
    [
        "?sort=best",
        "?after=x",
        "?inline=2",
        "?sort=most-voted&after=1",
        "?answer=x",
        "?sort='; DROP TABLE discussion_comment;--",
    ],
)
@pytest.mark.parametrize("address", [ARTICLE, DISCUSSION])
def test_an_address_that_means_nothing_gets_a_sentence(article, bo, address, query):
    response = bo.get(address + query)
    assert response.status_code == 400
    assert re.search("There is no such|cannot be read|The filter is", Page(response).text)


@pytest.mark.parametrize("query", ["?after=x", "?after=1", "?from=x"])
def test_a_place_among_replies_that_means_nothing_gets_a_sentence(article, bo, query):
    response = bo.get(f"{DISCUSSION}{say(article).pk}/{query}")
    assert response.status_code == 400
    assert Page(response).text


@pytest.mark.parametrize("tail", ["", "reply/", "yours/", "edit/"])
def test_a_comment_that_is_not_there_is_not_found(article, bo, tail):
    elsewhere = say(make_article(slug="elsewhere")).pk
    for number in (elsewhere, 999, 10**30):
        assert bo.get(f"{DISCUSSION}{number}/{tail}").status_code == 404


def test_an_article_that_is_not_live_has_no_discussion(article, bo):
    comment = say(article)
    article.unpublish()
    for address in (DISCUSSION, f"{DISCUSSION}{comment.pk}/", "/world/nothing/discussion/"):
        assert bo.get(address).status_code == 404
    assert post(bo).status_code == 404


def test_held_and_hidden_comments_are_nowhere(article, bo):
    held = say(article, "held words", suspicion="a trap")
    hidden = say(article, "hidden words")
    operations.hide(comment=hidden, by=None, reason="insult")
    for address in (ARTICLE, DISCUSSION):
        page = Page(bo.get(address))
        assert (page.comments, "words" in page.text) == ([], False)
    for comment in (held, hidden):
        for tail in ("", "reply/", "yours/"):
            assert bo.get(f"{DISCUSSION}{comment.pk}/{tail}").status_code == 404


def test_a_removed_comment_with_replies_leaves_a_mark_without_its_text(article, bo):
    root = say(article, "secret words", name="Tilde Marrow")
    reply = say(article, "a reply", parent=root.pk)
    operations.delete(comment=root, reader=root.reader)
    page = Page(bo.get(ARTICLE))
    assert page.comments == [root.pk, reply.pk]
    assert "Deleted by its author." in page.text
    assert "secret" not in page.text
    assert "Tilde" not in page.text


@pytest.mark.parametrize("removed_by", ["the desk", "its author"])
def test_the_name_on_a_removed_comment_is_nowhere(article, bo, removed_by):
    line = [say(article)]
    for name in ("", "", "Tilde Marrow", "", ""):
        line.append(say(article, name=name, parent=line[-1].pk))
    answered = line[3]
    assert "in reply to Tilde Marrow" in Page(bo.get(f"{DISCUSSION}{line[0].pk}/")).text
    if removed_by == "the desk":
        operations.hide(comment=answered, by=None, reason="A full name.")
    else:
        operations.delete(comment=answered, reader=answered.reader)
    thread = Page(bo.get(f"{DISCUSSION}{line[0].pk}/"))
    assert "in reply to a removed comment" in thread.text
    form = bo.get(f"{DISCUSSION}{answered.pk}/reply/")
    assert (form.status_code, "cannot be answered" in Page(form).text) == (409, True)
    late = post(bo, "Words that took long.", parent=str(answered.pk))
    assert (late.status_code, "In reply to a removed comment" in Page(late).text) == (409, True)
    assert "Words that took long." in Page(late).text
    for page in (thread, Page(form), Page(late), Page(bo.get(ARTICLE))):
        assert "Tilde" not in page.text


def test_a_score_is_hidden_until_five_votes(article, bo):
    comment = say(article)
    operations.invent_votes(wanted={comment.pk: (3, 1)})
    assert Page(bo.get(ARTICLE)).named("data") == []
    operations.invent_votes(wanted={comment.pk: (1, 0)})
    assert [found["value"] for found in Page(bo.get(ARTICLE)).named("data", class_="score")] == ["3"]


def test_a_score_shows_after_two_hours(article, bo):
    with time_machine.travel(NOON, tick=False) as clock:
        say(article)
        assert Page(bo.get(ARTICLE)).named("data") == []
        clock.shift(timedelta(hours=2))
        assert Page(bo.get(ARTICLE)).named("data", class_="score", value="0")


def test_a_comment_of_another_year_says_its_year(article, bo):
    with time_machine.travel(NOON, tick=False):
        say(article, at=NOON - timedelta(days=40))
        say(article, at=NOON)
        words = Page(bo.get(ARTICLE)).text
    assert re.search(r"14 December 2025, \d\d:00", words)
    assert re.search(r"23 January, \d\d:00", words)


def test_the_number_of_queries_does_not_grow_with_the_discussion(article, bo, django_assert_max_num_queries):
    for number in range(20):
        root = say(article, f"root {number}")
        for _ in range(4):
            say(article, parent=root.pk)
    bo.get(ARTICLE)
    with django_assert_max_num_queries(4):
        queries.panel_of(article, Look(), on_own_page=True)
    with django_assert_max_num_queries(20):
        bo.get(DISCUSSION)


def test_the_pages_hold_the_controls_by_their_names(article, bo):
    say(article)
    page = Page(bo.get(ARTICLE))
    for name in ("Vote up", "Vote down"):
        assert page.named("button", **{"aria-label": name})
    for words in (
        "Post comment",
        "Preview",
        "Reply",
        "Newest",
        "Oldest",
        "Most Voted",
        "Inline Feedbacks",
        "View all comments",
    ):
        assert words in page.text
    for absent in ("Report", "Notify of", "e-mail"):
        assert absent not in page.text


def test_the_bubble_shows_the_count_and_its_prompt(article, bo):
    say(article)
    page = Page(bo.get(ARTICLE))
    assert "Would love your thoughts, please comment." in page.text
    assert page.named("a", class_="bubble-count", href="#discussion")


# --- passages --------------------------------------------------------------------------------------------------------


def ask(article):
    return operations.ask(
        page=article, block_id=article.body[0].id, exact="the office was shut", text="Were you there?"
    )


def test_inline_feedbacks_shows_only_answers_and_view_all_comments_ends_it(article, bo):
    question = ask(article)
    plain, answer = say(article).pk, say(article, question=question.pk).pk
    for address in (ARTICLE, DISCUSSION):
        filtered = Page(bo.get(f"{address}?inline=1"))
        assert filtered.comments == [answer]
        assert "the office was shut" in filtered.text
        assert "Were you there?" in filtered.text
        everything = filtered.named("a", id="filter-none")[0]["data-hx-get"]
        assert Page(bo.get(everything)).comments == [answer, plain]


def test_a_reader_answers_the_desk(article, bo):
    question = ask(article)
    offered = Page(bo.get(f"{ARTICLE}?inline=1")).named("a", class_="alone answer-question")[0]["href"]
    form = Page(bo.get(offered.partition("#")[0]))
    assert form.named("input", type="hidden", name="question", value=str(question.pk))
    post(bo, "I was.", question=str(question.pk))
    assert Comment.objects.get().question == question


def test_a_question_that_is_not_asked_gets_a_sentence_and_the_words_stay(article, bo):
    response = post(bo, "My long answer.", question="999")
    assert response.status_code == 404
    assert "My long answer." in Page(response).text


def test_an_article_is_read_though_the_question_in_its_address_was_withdrawn(article, bo):
    question = ask(article)
    operations.withdraw(question=question)
    response = bo.get(f"{ARTICLE}?inline=1&answer={question.pk}")
    page = Page(response)
    assert response.status_code == 200
    assert page.named("textarea", id="body")
    assert page.named("input", name="question") == []


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_guest_posts_and_lands_on_a_page_of_their_own(article, bo):
    response = post(bo, "I was *there*.")
    assert response.status_code == 302
    assert bo.cookies["masthead_mark"]["httponly"]
    mine = bo.get(response["Location"])
    page = Page(mine)
    assert mine["Cache-Control"] == "private, no-store"
    assert "I was there." in page.text
    assert "Anonymous reader" in page.text
    for name in ("Edit", "Delete"):
        assert name in page.text
    assert page.named("button", **{"aria-label": "Vote up"}) == []


def test_the_page_after_posting_says_which_draft_was_taken(article, bo, cleo):
    root = say(article)
    for parent in ("", str(root.pk)):
        address = post(bo, 'I "was" there.', parent=parent)["Location"]
        wanted = {"data-taken-from": f"{DISCUSSION} {parent}", "data-taken": 'I "was" there.'}
        assert Page(bo.get(address)).named("section", **wanted)
        assert "data-taken" not in cleo.get(address).content.decode()


def test_nobody_else_may_edit_from_that_page(article, bo, cleo):
    address = post(bo)["Location"]
    page = Page(cleo.get(address))
    assert "Delete" not in page.text
    assert cleo.get(address.replace("yours/", "edit/")).status_code == 403


def test_a_second_comment_is_the_same_readers(article, bo):
    post(bo)
    post(bo, "And again.")
    assert Reader.objects.count() == 1


def test_a_double_click_posts_once(article, bo):
    post(bo, "My first, which brings the mark.")
    once, twice = post(bo, "I was there."), post(bo, "I was there.")
    assert once["Location"] == twice["Location"]
    assert Page(bo.get(ARTICLE)).text.count("I was there.") == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"body": ""}, (422, "Nothing is written yet")),
        ({"body": "x" * 8001, "name": "Tilde"}, (422, "8,001 characters")),
        ({"body": "Words that took long.", "name": "y" * 61}, (422, "60 characters at most")),
        ({"body": "Words that took long.", "parent": "999"}, (404, "no such comment")),
        ({"body": "Words that took long.", "parent": "abc"}, (400, "cannot be read")),
        ({"body": "Words that took long.", "parent": "-1"}, (400, "cannot be read")),
        ({"body": "Words that took long.", "question": "1e9"}, (400, "cannot be read")),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_was_typed_stays_with_a_sentence_beside_it(article, bo, typed, answer, headers):
    status, said = answer
    response = bo.post(DISCUSSION, typed, headers=headers)
    assert response.status_code == status
    page = Page(response)
    assert said in page.text
    assert typed["body"] in page.text
    assert page.named("input", name="name", value=typed.get("name", ""))
    assert not Comment.objects.exists()


def test_a_form_without_its_fields_is_an_empty_form(article, bo):
    assert bo.post(DISCUSSION, {}).status_code == 422


def test_a_foreign_parent_is_refused_and_the_words_stay(article, bo):
    foreign = say(make_article(slug="elsewhere"))
    response = post(bo, "Words that took long.", parent=str(foreign.pk))
    assert response.status_code == 404
    assert "Words that took long." in Page(response).text
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_closed_discussion_says_so_and_the_words_stay(article, bo, headers):
    root = say(article)
    operations.close(page=article, sentence="The night desk has gone home.")
    page = Page(bo.get(ARTICLE))
    assert "The night desk has gone home." in page.text
    assert page.named("textarea") == []
    for parent in ("", str(root.pk)):
        response = bo.post(DISCUSSION, {"body": "Too late.", "parent": parent}, headers=headers)
        assert response.status_code == 409
        assert "The night desk has gone home." in Page(response).text
        assert "Too late." in Page(response).text
    assert bo.post(f"{DISCUSSION}{root.pk}/vote/", {"value": "1"}, headers=headers).status_code == 409


def test_a_preview_shows_what_would_stand_there_and_keeps_the_words(article, bo):
    response = post(bo, "I was *there*.", name="Tilde", preview="1")
    assert response.status_code == 200
    assert "<p>I was <em>there</em>.</p>" in response.content.decode()
    assert "I was *there*." in Page(response).text
    assert not Comment.objects.exists()
    assert not Reader.objects.exists()


def test_whoever_fills_in_the_hidden_field_is_held(article, bo, cleo):
    response = post(bo, "Cheap boats", website="https://boats.example")
    comment = Comment.objects.get()
    assert comment.state == State.HELD
    assert comment.reason
    mine = Page(bo.get(response["Location"]))
    assert "Held until an editor has read it." in mine.text
    assert "Cheap boats" in mine.text
    assert cleo.get(response["Location"]).status_code == 404


def test_fields_that_are_not_asked_for_change_nothing(article, bo):
    post(bo, badge="staff", state="hidden", score="99", created_at="2001-01-01", reader="1", at="x", suspicion="")
    comment = Comment.objects.get()
    assert (comment.badge, comment.state, comment.score) == ("", State.SHOWN, 0)


def test_another_site_s_page_writes_nothing(article):
    stranger = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert post(stranger).status_code == 403
    assert not Comment.objects.exists()


def test_a_guest_edits_and_what_was_typed_stays_when_it_is_refused(article, bo):
    number = number_of(post(bo, "old *words*"))
    form = bo.get(f"{DISCUSSION}{number}/edit/")
    assert "old *words*" in Page(form).text
    assert form["Cache-Control"] == "private, no-store"
    refused = bo.post(f"{DISCUSSION}{number}/edit/", {"body": "z" * 8001})
    assert refused.status_code == 422
    assert "z" * 8001 in Page(refused).text
    shown = bo.post(f"{DISCUSSION}{number}/edit/", {"body": "new *words*", "preview": "1"})
    assert "new <em>words</em>" in shown.content.decode()
    assert bo.post(f"{DISCUSSION}{number}/edit/", {"body": "new words"}).status_code == 302
    page = Page(bo.get(ARTICLE))
    assert "new words" in page.text
    assert "edited" in page.text


def test_an_edit_that_comes_too_late_keeps_the_words(article, bo):
    with time_machine.travel(NOON, tick=False) as clock:
        number = number_of(post(bo))
        clock.shift(timedelta(minutes=16))
        response = bo.post(f"{DISCUSSION}{number}/edit/", {"body": "new words"})
        assert response.status_code == 409
        assert "new words" in Page(response).text
        assert bo.get(f"{DISCUSSION}{number}/edit/").status_code == 409
        assert bo.post(f"{DISCUSSION}{number}/delete/").status_code == 409
        assert "Edit" not in Page(bo.get(f"{DISCUSSION}{number}/yours/")).text


def test_a_guest_deletes(article, bo):
    number = number_of(post(bo, "Regretted."))
    response = bo.post(f"{DISCUSSION}{number}/delete/")
    page = Page(bo.get(response["Location"]))
    assert "Your comment is deleted." in page.text
    assert "Regretted." not in page.text
    assert Page(bo.get(ARTICLE)).comments == []


def test_nobody_deletes_or_edits_somebody_else_s(article, bo, cleo):
    number = number_of(post(bo))
    assert cleo.post(f"{DISCUSSION}{number}/delete/").status_code == 403
    assert cleo.post(f"{DISCUSSION}{number}/edit/", {"body": "Mallory was here"}).status_code == 403
    assert Comment.objects.get().source == "I was there."


@pytest.mark.parametrize("tail", ["vote/", "delete/"])
def test_nothing_is_changed_by_looking(article, bo, tail):
    number = number_of(post(bo))
    assert bo.get(f"{DISCUSSION}{number}/{tail}").status_code == 405


def test_too_many_comments_are_told_when_to_come_back(article, bo):
    for number in range(6):
        post(bo, f"comment {number}")
    response = post(bo, "One too many, but not lost.")
    while response.status_code == 302:
        response = post(bo, "One too many, but not lost.")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "One too many, but not lost." in Page(response).text


def test_a_network_has_a_limit_of_its_own(article):
    answers = [post(browser(), "words").status_code for _ in range(40)]
    assert 429 in answers
    assert post(browser("203.0.113.9"), "words").status_code == 302


# --- voting ----------------------------------------------------------------------------------------------------------


def vote(client: Client, comment: Comment, value: str = "1", **headers: str):
    return client.post(f"{DISCUSSION}{comment.pk}/vote/", {"value": value}, headers=headers)


def test_a_guest_votes_and_takes_it_back_without_script(article, bo):
    comment = say(article, at=NOON)
    page = Page(bo.get(vote(bo, comment)["Location"]))
    assert page.named("button", **{"aria-label": "Vote up", "aria-pressed": "true"})
    assert page.named("data", class_="score", value="1")
    assert "Undo vote" in page.text
    page = Page(bo.get(vote(bo, comment, "0")["Location"]))
    assert page.named("data", class_="score", value="0")
    assert not Vote.objects.exists()


def test_with_script_a_vote_answers_with_the_votes_alone(article, bo):
    comment = say(article, at=NOON)
    response = vote(bo, comment, "-1", **HTMX)
    page = Page(response)
    assert page.elements[0][1]["id"] == f"votes-{comment.pk}"
    assert page.named("button", **{"id": f"vote-down-{comment.pk}", "aria-pressed": "true"})
    assert page.comments == []
    assert response["Cache-Control"] == "private, no-store"


def test_the_fourth_voter_of_a_network_sees_no_difference(article):
    comment = say(article, at=NOON)
    shown = [Page(vote(browser(), comment, **HTMX)).named("data", class_="score")[0]["value"] for _ in range(5)]
    assert shown == ["1", "2", "3", "4", "4"]
    assert Comment.objects.get().score == 3


@pytest.mark.parametrize("value", ["", "2", "up", "1.0", "9" * 40])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_vote_that_is_none_gets_a_sentence(article, bo, value, headers):
    response = vote(bo, say(article), value, **headers)
    assert response.status_code == 422
    assert "A vote is up, down or none." in Page(response).text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_one_s_own_comment_takes_no_vote(article, bo, headers):
    number_of(post(bo))
    response = vote(bo, Comment.objects.get(), **headers)
    assert response.status_code == 403
    assert "This is your own comment." in Page(response).text


def test_a_comment_under_another_article_is_not_voted_on_here(article, bo):
    assert vote(bo, say(make_article(slug="elsewhere"))).status_code == 404


def test_voting_has_a_limit(article, bo):
    comment = say(article)
    answers = [vote(bo, comment, "1", **HTMX) for _ in range(40)]
    late = next(answer for answer in answers if answer.status_code == 429)
    assert int(late["Retry-After"]) > 0


# --- with script -----------------------------------------------------------------------------------------------------


def test_with_script_a_comment_comes_with_an_empty_form_and_a_word_for_who_listens(article, bo):
    response = bo.post(DISCUSSION, {"body": "I was there."}, headers=HTMX)
    assert response.status_code == 200
    page = Page(response)
    assert page.elements[0][0] == "form"
    assert page.text.count("I was there.") == 1
    assert page.named("div", **{"data-hx-swap-oob": "afterbegin:#comments"})
    assert page.named("p", **{"id": "discussion-status", "data-hx-swap-oob": "innerHTML"})
    assert "Your comment is posted." in page.text
    assert "1 comment" in page.text
    assert bo.cookies["masthead_mark"].value


def test_with_script_a_reply_takes_the_place_of_its_form(article, bo):
    root = say(article)
    response = bo.post(DISCUSSION, {"body": "A reply.", "parent": root.pk}, headers=HTMX)
    page = Page(response)
    assert page.elements[0][0] == "article"
    assert page.named("article", autofocus="", tabindex="-1")
    assert page.named("textarea") == []


def test_with_script_an_edit_and_a_deletion_come_back_as_the_comment(article, bo):
    number = number_of(post(bo))
    form = Page(bo.get(f"{DISCUSSION}{number}/edit/", headers=HTMX))
    assert form.elements[0][0] == "form"
    for typed in ({"body": "new words", "preview": "1"}, {"body": "z" * 8001}):
        again = Page(bo.post(f"{DISCUSSION}{number}/edit/", typed, headers=HTMX))
        assert (again.comments, typed["body"] in again.text) == ([number], True)
        assert again.named("textarea", name="body")
    edited = Page(bo.post(f"{DISCUSSION}{number}/edit/", {"body": "new words"}, headers=HTMX))
    assert (edited.comments, "new words" in edited.text) == ([number], True)
    gone = Page(bo.post(f"{DISCUSSION}{number}/delete/", headers=HTMX))
    assert (gone.comments, "Deleted by its author." in gone.text) == ([number], True)


def test_with_script_a_refusal_is_a_sentence_for_the_page_that_is_there(article, bo):
    with time_machine.travel(NOON, tick=False) as clock:
        number = number_of(post(bo))
        clock.shift(timedelta(minutes=16))
        response = bo.get(f"{DISCUSSION}{number}/edit/", headers=HTMX)
    page = Page(response)
    assert (response.status_code, response["HX-Reswap"]) == (409, "none")
    said = {"id": "discussion-status", "role": "status", "data-hx-swap-oob": "innerHTML"}
    assert page.elements == [("p", said)]
    assert "for 15 minutes, and they are over" in page.text


def test_the_marks_of_one_reader_are_alike_in_a_discussion_and_no_mark_holds_a_face(article, bo):
    one = say(article)
    say(article, "And again.", reader=one.reader)
    say(article, name="Tilde Marrow")
    page = Page(bo.get(ARTICLE))
    drawn = [found["d"] for found in page.named("path", **{"fill-rule": "evenodd"})]
    assert len(drawn) == 2
    assert drawn[0] == drawn[1]
    assert page.named("span", class_="mark mark--initial")


# --- what is one reader's in everybody's page ------------------------------------------------------------------------


def all_yours(client: Client, *numbers: int):
    return client.get(f"{DISCUSSION}yours/", {"of": ",".join(map(str, numbers))})


def test_a_reader_finds_their_votes_edits_and_held_comments_again(article, bo, cleo):
    voted, other = say(article, at=NOON), say(article)
    vote(bo, voted)
    mine, held = number_of(post(bo, "Mine.")), number_of(post(bo, "Held words.", website="x"))
    response = all_yours(bo, voted.pk, other.pk, mine)
    page = Page(response)
    assert response["Cache-Control"] == "private, no-store"
    assert page.named("button", **{"id": f"vote-up-{voted.pk}", "aria-pressed": "true"})
    assert page.named("a", class_="edit", href=f"{DISCUSSION}{mine}/edit/")
    assert page.comments == [held]
    assert f"votes-{other.pk}" not in response.content.decode()
    assert Page(all_yours(cleo, voted.pk, other.pk, mine)).elements == []


def test_who_never_acted_here_asks_for_nothing_and_is_not_remembered(article, bo):
    response = all_yours(bo, say(article).pk)
    assert (response.status_code, response.content.strip(), response.cookies) == (200, b"", {})


def test_votes_under_another_article_are_not_told_here(article, bo):
    elsewhere = say(make_article(slug="elsewhere"))
    bo.post(f"/world/elsewhere/discussion/{elsewhere.pk}/vote/", {"value": "1"})
    assert Page(all_yours(bo, elsewhere.pk)).elements == []


@pytest.mark.parametrize("of", ["x", "1,,2", "1;2", ",".join(["1"] * 301)])
def test_numbers_that_cannot_be_read_get_a_sentence(article, bo, of):
    assert bo.get(f"{DISCUSSION}yours/", {"of": of}).status_code == 400
