"""Small words for the pages."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.safestring import SafeString

from masthead.publishing.rules.claims import ClaimCounts
from masthead.theme.templatetags import theme


@time_machine.travel(datetime(2026, 1, 24, 12, 0, tzinfo=UTC))
def test_a_time_has_its_year_only_when_it_is_another():
    assert theme.when(datetime(2026, 1, 24, 6, 10, tzinfo=UTC)) == "24 January, 06:10"
    assert theme.when(datetime(2024, 1, 24, 6, 10, tzinfo=UTC)) == "24 January 2024, 06:10"
    assert theme.when(None) == ""


def test_a_time_for_machines_has_no_fraction_of_a_second():
    assert theme.machine(datetime(2026, 1, 24, 6, 10, 5, 123456, tzinfo=UTC)) == "2026-01-24T06:10:05+00:00"
    assert theme.machine(None) == ""


@time_machine.travel(datetime(2026, 1, 24, 12, 0, tzinfo=UTC))
def test_the_front_page_names_the_day():
    assert theme.today() == '<time datetime="2026-01-24">Saturday, 24 January</time>'


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("The quay. (By AFN)", 'The quay. <span class="agency">(By AFN)</span>'),
        ("The quay (east) at noon", "The quay (east) at noon"),
        ("<b>", "&lt;b&gt;"),
        ("<b> (By <i>)", '&lt;b&gt; <span class="agency">(By &lt;i&gt;)</span>'),
    ],
)
def test_the_agency_is_never_broken_from_its_bracket(caption, shown):
    kept = theme.keep_agency(caption)
    assert kept == shown
    assert isinstance(kept, SafeString)


def test_an_address_is_shown_as_it_is_read_aloud():
    assert theme.host("https://www.afn.example/tarrow/") == "afn.example/tarrow"


def test_a_list_counts_only_claims_that_have_a_source():
    assert theme.sourced(ClaimCounts(relayed=2, inference=1, unnamed=4)) == "2 relayed, 1 our inference"
    assert theme.sourced(ClaimCounts(unnamed=4)) == ""


@pytest.mark.parametrize(("language", "held"), [("en", True), ("pt-br", True), ("ar", False), ("pl", False)])
def test_a_language_has_the_papers_own_letters_or_none_of_them(language, held):
    assert theme.has_letters(language) is held


@pytest.mark.parametrize(("words", "brought"), [("“Well.”", True), ("Well.", False), ("„Nun.“", True)])
def test_a_pull_quote_is_given_marks_only_when_it_brings_none(words, brought):
    assert theme.brings_marks(words) is brought


def test_a_sentence_is_closed_once():
    assert theme.closes_a_sentence("Checked today") == "Checked today."
    assert theme.closes_a_sentence("Checked today.") == "Checked today."
