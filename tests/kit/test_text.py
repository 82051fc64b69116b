import pytest

from masthead.kit import text


def test_one_line_has_no_breaks_no_controls_and_no_direction_marks():
    assert text.one_line("  a\u202eb\n\tc\x00  d ") == "ab c d"


def test_lines_keep_single_blank_lines():
    assert text.lines("a  \r\n\r\n\r\n\r\nb\r") == "a\n\nb"


def test_equal_letters_are_equal_after_cleaning():
    assert text.one_line("e\u0301") == "é"


def test_a_long_text_is_cut_at_a_word():
    assert text.shorten("the ferry sails, at noon", 17) == "the ferry sails…"
    assert text.shorten("short", 17) == "short"
    assert len(text.shorten("x" * 50, 17)) == 17


@pytest.mark.parametrize(
    "seen", ["a", "7", "?", "\u0628", "\ud55c", "\u26f4\ufe0f", "\u2801", "e\u0301", "\u200e.\u00ad"]
)
def test_what_can_be_seen_says_something(seen):
    assert text.says_something(seen)


@pytest.mark.parametrize(
    "unseen",
    ["", " \n\t", "\u00a0\u2003", "\u200e", "\u00ad", "\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\u0301", "\u2028"],
)
def test_what_cannot_be_seen_says_nothing(unseen):
    assert not text.says_something(unseen)
