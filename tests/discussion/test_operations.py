"""What people do in a discussion, and what they are refused."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masthead.discussion import operations, queries, rules
from masthead.discussion.events import CommentChanged, CommentPosted, DiscussionChanged, VoteCast
from masthead.discussion.models import Badge, Comment, CommentVersion, NetworkVotes, State, Thread, Vote
from masthead.kit import events
from masthead.kit.refusals import Conflict, Forbidden, Missing, Refusal
from masthead.readers.models import Reader
from tests import people
from tests.newsroom import PARAGRAPH, make_article, paragraph

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def told():
    """The events that are announced, in their order."""
    heard: list[object] = []
    for kind in (CommentPosted, CommentChanged, VoteCast, DiscussionChanged):
        events.listen(kind)(heard.append)
    yield heard
    for kind in (CommentPosted, CommentChanged, VoteCast, DiscussionChanged):
        events._listeners[kind].remove(heard.append)


def say(article, words="I was there.", **more) -> Comment:
    return operations.post(page=article, source=words, **more)


def fresh(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def count(article) -> int:
    return queries.comment_counts([article])[article.pk]


def up(comment: Comment, reader: Reader | None = None, *, network: str = "n", value: int = 1) -> operations.Ballot:
    return operations.vote(comment=comment, reader=reader, value=value, network=network)


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_guest_comments_and_is_remembered(article, clock):
    comment = say(article, "I was *there*.", name="  Tilde\tMarrow ")
    assert (comment.html, comment.name, comment.state) == (
        "<p>I was <em>there</em>.</p>\n",
        "Tilde Marrow",
        State.SHOWN,
    )
    assert (comment.created_at, comment.reader) == (NOON, Reader.objects.get())
    assert say(article, "And again.", reader=comment.reader).reader == comment.reader
    assert count(article) == 2


def test_an_unnamed_guest_is_an_anonymous_reader(article):
    assert say(article).shown_name == "Anonymous reader"


def test_what_was_said_is_announced_after_commit(article, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        comment = say(article)
    assert told == [CommentPosted(page_id=article.pk, comment_id=comment.pk)]


UNSEEN = ["\u200e", "\u3164", "\u00ad", "\u2800"]


@pytest.mark.parametrize("words", ["", " \n\t ", "\u200b\u2060", ">", "[](https://x.example)", "||||", *UNSEEN])
def test_nothing_written_is_refused(article, words):
    with pytest.raises(Refusal) as refusal:
        say(article, words)
    assert refusal.value.field == "body"
    assert not Comment.objects.exists()
    assert not Reader.objects.exists()


def test_too_much_is_refused_with_the_number(article):
    with pytest.raises(Refusal, match="8,001"):
        say(article, "x" * 8001)
    assert say(article, "x" * 8000).pk


def test_line_ends_as_browsers_send_them_count_once(article):
    assert say(article, "x\r\n" * 4000).pk
    with pytest.raises(Refusal, match="8,001"):
        say(article, "x\r\n" * 4000 + "x")


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_that_nobody_can_see_is_none(article, name):
    assert say(article, name=name).shown_name == "Anonymous reader"


def test_a_name_has_its_limit(article):
    with pytest.raises(Refusal) as refusal:
        say(article, name="x" * 61)
    assert refusal.value.field == "name"


def test_a_reply_is_counted_by_its_root_and_its_thread(article):
    root = say(article)
    reply = say(article, parent=root.pk)
    deeper = say(article, parent=reply.pk)
    assert (deeper.root, deeper.parent, deeper.depth) == (root, reply, 2)
    assert fresh(root).reply_count == 2
    assert count(article) == 3


def test_a_comment_of_another_article_cannot_be_answered_here(article):
    elsewhere = make_article(slug="elsewhere")
    with pytest.raises(Refusal, match="not in this discussion"):
        say(article, parent=say(elsewhere).pk)


def test_a_removed_comment_cannot_be_answered(article):
    root = say(article)
    operations.hide(comment=root, by=None, reason="spam")
    with pytest.raises(Conflict):
        say(article, parent=root.pk)


def test_the_same_words_again_within_a_minute_are_one_comment(article, clock, told, django_capture_on_commit_callbacks):
    first = say(article)
    with django_capture_on_commit_callbacks(execute=True):
        assert say(article, "I was there. \r\n", reader=first.reader) == first
    assert (count(article), told) == (1, [])
    other_words, other_place = (
        say(article, "No.", reader=first.reader),
        say(article, reader=first.reader, parent=first.pk),
    )
    somebody_else = say(article)
    clock.shift(timedelta(seconds=61))
    later = say(article, reader=first.reader)
    assert len({first, other_words, other_place, somebody_else, later}) == count(article) == 5


def test_what_was_deleted_can_be_said_again_at_once(article):
    first = say(article)
    operations.delete(comment=first, reader=first.reader)
    assert say(article, reader=first.reader) != first


def test_a_suspicious_comment_is_held_with_its_reason(article):
    comment = say(article, suspicion="The trap was filled in.")
    assert (comment.state, comment.reason, comment.listed) == (State.HELD, "The trap was filled in.", False)
    assert count(article) == 0


def test_a_held_comment_is_answered_by_nobody_else(article):
    held = say(article, suspicion="a trap")
    with pytest.raises(Refusal):
        say(article, parent=held.pk)


def test_a_quotation_of_the_article_links_back_to_it(article):
    comment = say(article, "> The ferry did not sail. Nobody at the quay\n\nI was at the quay.")
    assert f'href="{article.get_url()}#:~:text=The%20ferry' in comment.html


def test_staff_answer_with_a_badge_at_a_given_moment(article):
    comment = say(article, badge=Badge.AUTHOR, at=NOON - timedelta(days=1))
    assert (comment.badge, comment.created_at) == (Badge.AUTHOR, NOON - timedelta(days=1))


def test_a_preview_is_what_posting_would_show_and_writes_nothing(article):
    assert operations.preview(page=article, source="I was *there*.") == say(article, "I was *there*.").html
    with pytest.raises(Refusal):
        operations.preview(page=article, source="")
    assert Comment.objects.count() == 1


# --- changing --------------------------------------------------------------------------------------------------------


def test_a_guest_can_edit_within_fifteen_minutes(article, clock):
    comment = say(article, "old")
    clock.shift(timedelta(minutes=14, seconds=59))
    edited = operations.edit(comment=comment, reader=comment.reader, source="**new**")
    assert edited.html == "<p><strong>new</strong></p>\n"
    assert edited.edited_at == NOON + timedelta(minutes=14, seconds=59)
    assert CommentVersion.objects.get().source == "old"


def test_an_edit_that_changes_nothing_is_no_edit(article):
    comment = say(article, "same")
    assert operations.edit(comment=comment, reader=comment.reader, source="same ").edited_at is None
    assert not CommentVersion.objects.exists()


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_after_fifteen_minutes_a_comment_stands(article, clock, act):
    comment = say(article)
    clock.shift(timedelta(minutes=15))
    with pytest.raises(Conflict, match="15 minutes"):
        change(act, comment, comment.reader)


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_nobody_changes_what_somebody_else_wrote(article, act):
    comment = say(article)
    for reader in (None, Reader.objects.create(created_at=NOON)):
        with pytest.raises(Forbidden):
            change(act, comment, reader)


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_what_the_desk_has_hidden_its_author_cannot_change(article, act):
    comment = say(article)
    operations.hide(comment=comment, by=None, reason="insult")
    with pytest.raises(Missing):
        change(act, comment, comment.reader)


def change(act: str, comment: Comment, reader: Reader | None) -> None:
    if act == "edit":
        operations.edit(comment=comment, reader=reader, source="other words")
    else:
        operations.delete(comment=comment, reader=reader)


def test_an_edit_meets_the_same_checks_as_a_new_comment(article):
    comment = say(article)
    for words in ("", "x" * 8001):
        with pytest.raises(Refusal):
            operations.edit(comment=comment, reader=comment.reader, source=words)


def test_a_deleted_comment_keeps_no_word(article):
    comment = say(article, "secret", name="Tilde Marrow")
    operations.edit(comment=comment, reader=comment.reader, source="still secret")
    operations.delete(comment=comment, reader=comment.reader)
    gone = fresh(comment)
    assert (gone.source, gone.html, gone.name, gone.state, gone.listed) == ("", "", "", State.DELETED, False)
    assert not CommentVersion.objects.exists()
    assert count(article) == 0


def test_a_deleted_comment_with_replies_leaves_its_place_until_they_are_gone(article):
    root = say(article)
    reply = say(article, parent=root.pk)
    operations.delete(comment=root, reader=root.reader)
    assert fresh(root).listed
    operations.delete(comment=reply, reader=reply.reader)
    assert not fresh(root).listed
    assert fresh(root).reply_count == 0


def test_a_chain_of_removed_comments_goes_when_its_last_answer_goes(article):
    root = say(article)
    middle = say(article, parent=root.pk)
    last = say(article, parent=middle.pk)
    for comment in (root, middle):
        operations.hide(comment=comment, by=None, reason="quarrel")
    assert fresh(root).reply_count == 2
    operations.hide(comment=last, by=None, reason="quarrel")
    assert not Comment.objects.filter(listed=True).exists()
    operations.restore(comment=fresh(last), by=None)
    assert Comment.objects.filter(listed=True).count() == 3
    assert fresh(root).reply_count == 2
    assert count(article) == 1


def test_a_change_cannot_undo_a_vote_that_comes_meanwhile(article):
    comment = say(article)
    with CaptureQueriesContext(connection) as captured:
        operations.edit(comment=comment, reader=comment.reader, source="other words")
        operations.hide(comment=comment, by=None, reason="later")
    written = [query["sql"] for query in captured if query["sql"].startswith('UPDATE "discussion_comment"')]
    assert written
    assert not any(counter in sql for sql in written for counter in ('"score"', '"ups"', '"downs"'))


# --- the desk --------------------------------------------------------------------------------------------------------


def test_the_desk_approves_a_held_comment(article):
    ada = people.ada()
    comment = operations.approve(comment=say(article, suspicion="a trap"), by=ada, reason="a person after all")
    assert (comment.state, comment.decided_by, comment.reason) == (State.SHOWN, ada, "a person after all")
    assert fresh(comment).listed
    assert count(article) == 1


def test_the_desk_hides_with_a_reason_and_restores(article):
    comment = say(article)
    with pytest.raises(Refusal) as refusal:
        operations.hide(comment=comment, by=None, reason=" ")
    assert refusal.value.field == "reason"
    hidden = operations.hide(comment=comment, by=None, reason="insult")
    assert (hidden.state, fresh(hidden).listed, count(article)) == (State.HIDDEN, False, 0)
    shown = operations.restore(comment=hidden, by=None)
    assert (shown.state, fresh(shown).listed, count(article)) == (State.SHOWN, True, 1)


def test_two_editors_do_not_decide_twice(article):
    comment = say(article)
    operations.hide(comment=comment, by=None, reason="insult")
    with pytest.raises(Conflict):
        operations.hide(comment=comment, by=None, reason="insult")
    with pytest.raises(Conflict):
        operations.approve(comment=comment, by=None)
    assert count(article) == 0


def test_a_deleted_comment_is_not_brought_back(article):
    comment = say(article)
    operations.delete(comment=comment, reader=comment.reader)
    for act in (operations.restore, operations.approve):
        with pytest.raises(Conflict):
            act(comment=fresh(comment), by=None)


def test_a_reason_has_its_limit(article):
    with pytest.raises(Refusal):
        operations.hide(comment=say(article), by=None, reason="x" * 301)


def test_a_closed_discussion_takes_nothing_and_says_why(article):
    comment = say(article)
    operations.close(page=article, sentence="The night desk has gone home.")
    for act in (
        lambda: say(article),
        lambda: say(article, parent=comment.pk),
        lambda: up(comment),
        lambda: operations.edit(comment=comment, reader=comment.reader, source="other"),
    ):
        with pytest.raises(Conflict, match="The night desk has gone home"):
            act()
    operations.delete(comment=comment, reader=comment.reader)
    operations.reopen(page=article)
    assert say(article).pk


@pytest.mark.parametrize("sentence", ["", "  ", "x" * 301])
def test_closing_needs_a_sentence(article, sentence):
    with pytest.raises(Refusal) as refusal:
        operations.close(page=article, sentence=sentence)
    assert refusal.value.field == "sentence"
    assert not Thread.objects.exclude(closed_at=None).exists()


# --- questions -------------------------------------------------------------------------------------------------------


def block_of(article) -> str:
    return article.body[0].id


def ask(article, exact="the office was shut", text="Were you there?", **more):
    return operations.ask(page=article, block_id=block_of(article), exact=exact, text=text, **more)


def test_the_desk_asks_about_words_that_stand_in_a_paragraph(article):
    question = ask(article)
    assert PARAGRAPH[question.start : question.end] == question.exact == "the office was shut"
    assert PARAGRAPH.startswith(question.prefix, question.start - len(question.prefix))
    assert question.suffix == "."
    assert queries.questions_of(article) == {block_of(article): [question]}


def test_words_copied_from_the_page_are_found_and_kept_as_they_stand_there():
    article = make_article(body=[paragraph("The “last\u00a0ferry” sailed.")])
    question = ask(article, exact=' "last ferry" ')
    assert (question.exact, question.prefix, question.suffix) == ("“last\u00a0ferry”", "The ", " sailed.")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"exact": "the office was open"}, "exact"),
        ({"exact": " "}, "exact"),
        ({"text": ""}, "text"),
        ({"text": "x" * 301}, "text"),
    ],
)
def test_a_question_about_nothing_is_refused(article, wrong, field):
    with pytest.raises(Refusal) as refusal:
        ask(article, **wrong)
    assert refusal.value.field == field


def test_a_question_about_a_paragraph_that_is_not_there_is_refused(article):
    with pytest.raises(Refusal) as refusal:
        operations.ask(page=article, block_id="nowhere", exact="the", text="What?")
    assert refusal.value.field == "block_id"


def test_readers_answer_and_the_answers_are_counted(article):
    question = ask(article)
    answer = say(article, question=question.pk)
    say(article, parent=answer.pk)
    say(article)
    assert answer.question == question
    assert [one.answer_count for one in queries.open_questions(article)] == [1]
    operations.hide(comment=answer, by=None, reason="insult")
    assert [one.answer_count for one in queries.open_questions(article)] == [0]
    operations.restore(comment=fresh(answer), by=None)
    assert [one.answer_count for one in queries.open_questions(article)] == [1]


def test_a_withdrawn_question_takes_no_answer_and_keeps_those_it_has(article):
    question = ask(article)
    answer = say(article, question=question.pk)
    operations.withdraw(question=question)
    assert queries.questions_of(article) == {}
    assert fresh(answer).question == question
    with pytest.raises(Refusal, match="no longer asked"):
        say(article, question=question.pk)
    with pytest.raises(Conflict):
        operations.withdraw(question=question)


def test_a_question_of_another_article_is_not_answered_here(article):
    elsewhere = make_article(slug="elsewhere", body=[paragraph("Other words altogether.")])
    foreign = operations.ask(page=elsewhere, block_id=block_of(elsewhere), exact="Other", text="What?")
    with pytest.raises(Refusal):
        say(article, question=foreign.pk)


# --- voting ----------------------------------------------------------------------------------------------------------


def test_a_vote_is_given_turned_and_taken_back(article):
    comment = say(article)
    ballot = up(comment)
    assert (ballot.comment.score, ballot.comment.vote_count) == (1, 1)
    turned = up(comment, ballot.reader, value=-1)
    assert (turned.comment.ups, turned.comment.downs, turned.comment.score) == (0, 1, -1)
    undone = up(comment, ballot.reader, value=0)
    assert (undone.comment.score, undone.comment.vote_count, undone.vote) == (0, 0, None)
    assert not Vote.objects.exists()


def test_the_same_vote_twice_is_one_vote(article):
    comment = say(article)
    reader = up(comment).reader
    assert up(comment, reader).comment.score == 1
    assert Vote.objects.count() == 1


def test_taking_back_what_was_not_given_changes_nothing_and_makes_no_reader(article):
    comment = say(article)
    before = Reader.objects.count()
    assert up(comment, None, value=0).comment.score == 0
    assert Reader.objects.count() == before


def test_nobody_votes_on_what_they_wrote(article):
    comment = say(article)
    with pytest.raises(Forbidden):
        up(comment, comment.reader)


@pytest.mark.parametrize("value", [2, -2, 100])
def test_a_vote_is_up_down_or_none(article, value):
    with pytest.raises(Refusal):
        up(say(article), value=value)


def test_a_removed_comment_takes_no_votes(article):
    comment = say(article)
    operations.hide(comment=comment, by=None, reason="insult")
    with pytest.raises(Missing):
        up(comment)


def test_a_thousand_fresh_marks_from_one_network_raise_a_score_by_three(article):
    comment = say(article)
    for _ in range(1000):
        up(comment, network="mallory")
    assert fresh(comment).score == rules.COUNTED_PER_NETWORK == 3
    assert Vote.objects.count() == 1000
    assert up(comment, network="cleo").comment.score == 4


def test_an_undone_vote_gives_its_place_in_the_network_back(article):
    comment = say(article)
    readers = [up(comment, network="n").reader for _ in range(4)]
    assert up(comment, readers[0], network="n", value=0).comment.score == 2
    assert NetworkVotes.objects.get().counted == 2
    assert up(comment, network="n").comment.score == 3
    up(comment, readers[3], network="n", value=0)
    assert fresh(comment).score == 3


def test_turning_an_uncounted_vote_moves_nothing(article):
    comment = say(article)
    readers = [up(comment, network="n").reader for _ in range(4)]
    assert up(comment, readers[3], network="n", value=-1).comment.score == 3


def test_the_cap_is_for_each_comment(article):
    one, other = say(article), say(article)
    for comment in (one, other):
        for _ in range(5):
            up(comment, network="n")
    assert (fresh(one).score, fresh(other).score) == (3, 3)


def test_readers_with_an_account_count_wherever_they_are(article):
    comment = say(article)
    for number in range(5):
        user = people.User.objects.create_user(f"reader{number}")
        up(comment, Reader.objects.create(user=user, created_at=NOON), network="n")
    assert fresh(comment).score == 5
    assert not Vote.objects.exclude(network="").exists()


def test_invented_votes_are_rows_of_readers(article):
    one, other = say(article), say(article)
    operations.invent_votes(wanted={one.pk: (14, 2), other.pk: (0, 0)})
    assert (fresh(one).ups, fresh(one).downs, fresh(one).score) == (14, 2, 12)
    assert Vote.objects.filter(comment=one).values("reader").distinct().count() == 16


def test_votes_are_announced(article, told, django_capture_on_commit_callbacks):
    comment = say(article)
    with django_capture_on_commit_callbacks(execute=True):
        up(comment)
    assert told == [VoteCast(page_id=article.pk, comment_id=comment.pk)]
