"""The numbers and orders that a thread goes by."""

from datetime import UTC, datetime, timedelta

import pytest

from masthead.discussion import rules
from masthead.discussion.errors import UnreadableAddress
from masthead.discussion.rules import Place, Sort
from masthead.discussion.rules.looking import Look, read_look, read_number
from masthead.discussion.rules.rosette import draw

NOON = datetime(2026, 1, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "open_"), [(0, True), (14.99, True), (15, False), (16, False)])
def test_an_author_has_fifteen_minutes(minutes, open_):
    assert rules.may_still_change(NOON, NOON + timedelta(minutes=minutes)) is open_


@pytest.mark.parametrize(("minutes", "left"), [(0, 15), (0.5, 15), (1, 14), (14.5, 1), (15, 0), (60, 0)])
def test_the_minutes_left_are_rounded_up(minutes, left):
    assert rules.minutes_left(NOON, NOON + timedelta(minutes=minutes)) == left


@pytest.mark.parametrize(
    ("votes", "hours", "shown"), [(0, 0, False), (4, 1.9, False), (5, 0, True), (0, 2, True), (4, 3, True)]
)
def test_a_score_shows_after_five_votes_or_two_hours(votes, hours, shown):
    assert rules.is_score_shown(votes, NOON, NOON + timedelta(hours=hours)) is shown


def test_a_reply_stands_under_what_it_answers_down_to_the_third_level():
    line = [rules.path_of(6)]
    for number in (7, 8, 9):
        line.append(rules.path_of(number, line[-1]))
    assert [rules.depth_of(path) for path in line] == [0, 1, 2, 3]
    assert line == sorted(line)


def test_a_reply_to_the_third_level_stands_beside_it_and_after_it():
    third = rules.path_of(9, rules.path_of(8, rules.path_of(7, rules.path_of(6))))
    deeper = rules.path_of(10, third)
    assert rules.depth_of(deeper) == rules.SHOWN_DEPTH
    assert deeper > third
    assert deeper[: -rules.ID_WIDTH] == third[: -rules.ID_WIDTH]


@pytest.mark.parametrize("sort", Sort)
def test_a_place_is_read_as_it_was_written(sort):
    place = Place(number=4321, score=-7 if sort is Sort.MOST_VOTED else 0)
    assert rules.read_place(rules.write_place(place, sort), sort) == place


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "best"},
        {"sort": "newest; DROP TABLE"},
        {"after": "x"},
        {"after": "1.2"},
        {"after": "9" * 30},
        {"sort": "most-voted", "after": "12"},
        {"inline": "yes"},
        {"answer": "-1"},
        {"answer": "٣"},
    ],
)
def test_an_address_that_means_nothing_is_refused_with_a_sentence(asked):
    with pytest.raises(UnreadableAddress) as refusal:
        read_look(asked)
    assert refusal.value.status == 400
    assert refusal.value.sentence.endswith(".")


def test_the_plain_address_is_the_default():
    assert read_look({}) == Look()
    assert Look().query() == ""


def test_the_filter_is_kept_by_the_orders_and_ended_by_its_own_address():
    look = read_look({"inline": "1", "sort": "oldest"})
    assert look.query(sort=Sort.MOST_VOTED) == "?sort=most-voted&inline=1"
    assert look.query(inline=False) == "?sort=oldest"
    assert look.query(after="12") == "?sort=oldest&inline=1&after=12"


def test_a_number_is_digits():
    assert read_number("") is None
    assert read_number("12") == 12


@pytest.mark.parametrize("path", ["", "1", "x" * rules.ID_WIDTH, "0" * rules.ID_WIDTH * 5, "0" * rules.ID_WIDTH + "\n"])
def test_what_is_no_path_is_not_taken_for_one(path):
    assert not rules.is_path(path)


def test_rosettes_are_the_same_for_one_reader_and_differ_between_readers():
    seeds = [bytes([a, b, c, d]) for a in (0, 1) for b in range(6) for c in (0, 90, 180) for d in range(4)]
    assert len({draw(seed) for seed in seeds}) == len(seeds)
    assert draw(seeds[5]) == draw(seeds[5])
    assert all(set(draw(seed)) <= set("MLahvz0123456789.- ") for seed in seeds)
