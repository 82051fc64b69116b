"""Amounts, windows and the meter's sentence."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from masthead.funding import rules
from masthead.kit.refusals import Refusal

DOLLARS = rules.Notation(decimals=2, signs=("USD", "$"))
YEN = rules.Notation(decimals=0, signs=("JPY", "¥"))
DINARS = rules.Notation(decimals=3)
EUROS_IN_GERMAN = rules.Notation(decimals=2, point=",", group=".", signs=("EUR", "€"))
EUROS_IN_FRENCH = rules.Notation(decimals=2, point=",", group="\N{NARROW NO-BREAK SPACE}", signs=("EUR", "€"))


@pytest.mark.parametrize(
    ("written", "notation", "amount"),
    [
        ("40", DOLLARS, 4000),
        ("12.50", DOLLARS, 1250),
        ("12.5", DOLLARS, 1250),
        ("0.01", DOLLARS, 1),
        ("1,000", DOLLARS, 100_000),
        ("1,234,567.89", DOLLARS, 123_456_789),
        ("  1,000 ", DOLLARS, 100_000),
        ("1 000", DOLLARS, None),
        ("$ 40", DOLLARS, 4000),
        ("40 $", DOLLARS, 4000),
        ("40 USD", DOLLARS, 4000),
        ("2,500", YEN, 2500),
        ("¥2500", YEN, 2500),
        ("1.5", DINARS, 1500),
        ("1.005", DINARS, 1005),
        ("12,50", EUROS_IN_GERMAN, 1250),
        ("1.000", EUROS_IN_GERMAN, 100_000),
        ("1.000,05 €", EUROS_IN_GERMAN, 100_005),
        ("1 000,05", EUROS_IN_FRENCH, 100_005),
        ("1\N{NO-BREAK SPACE}000", EUROS_IN_FRENCH, 100_000),
        ("90071992547409.93", rules.Notation(decimals=2), None),
    ],
)
def test_amounts_are_read_exactly_as_people_write_them(written, notation, amount):
    if amount is None:
        with pytest.raises(Refusal):
            rules.read_amount(written, notation)
    else:
        assert rules.read_amount(written, notation) == amount


@pytest.mark.parametrize(
    ("written", "notation", "sentence"),
    [
        ("", DOLLARS, "is no amount: write it like 12.50 or 1,000."),
        ("12,50", DOLLARS, "is no amount"),
        ("1,00", DOLLARS, "is no amount"),
        ("1,0000", DOLLARS, "is no amount"),
        ("1.000.000", DOLLARS, "is no amount"),
        (".5", DOLLARS, "is no amount"),
        ("5.", DOLLARS, "is no amount"),
        ("1e9", DOLLARS, "is no amount"),
        ("0x10", DOLLARS, "is no amount"),
        ("inf", DOLLARS, "is no amount"),
        ("12.505", DOLLARS, "This currency has 2 decimals: write it like 12.50 or 1,000."),
        ("12.5", YEN, "This currency has no decimals: write it like 12 or 1,000."),
        ("12.50", EUROS_IN_GERMAN, "write it like 12,50 or 1.000."),
        ("0", DOLLARS, "is zero"),
        ("0.00", DOLLARS, "is zero"),
        ("-5", DOLLARS, "is below zero"),
        ("\N{MINUS SIGN}5", DOLLARS, "is below zero"),
        ("1" * 39, DOLLARS, "larger than can be booked"),
        ("1" * 5000, DOLLARS, "larger than can be booked"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence_beside_the_field(written, notation, sentence):
    with pytest.raises(Refusal) as refused:
        rules.read_amount(written, notation)
    assert sentence in refused.value.sentence
    assert refused.value.field == "amount"


AUCKLAND, NEW_YORK = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("kind", "now", "zone", "start", "end"),
    [
        ("monthly", datetime(2026, 1, 24, tzinfo=UTC), UTC, (2026, 1), (2026, 2)),
        ("monthly", datetime(2025, 12, 31, 23, 59, tzinfo=UTC), UTC, (2025, 12), (2026, 1)),
        ("monthly", datetime(2026, 1, 31, 12, tzinfo=UTC), AUCKLAND, (2026, 2), (2026, 3)),
        ("monthly", datetime(2026, 2, 1, 3, tzinfo=UTC), NEW_YORK, (2026, 1), (2026, 2)),
        ("yearly", datetime(2026, 1, 1, 3, tzinfo=UTC), NEW_YORK, (2025, 1), (2026, 1)),
        ("yearly", datetime(2025, 12, 31, 12, tzinfo=UTC), AUCKLAND, (2026, 1), (2027, 1)),
    ],
)
def test_a_window_begins_at_midnight_of_the_sites_zone(kind, now, zone, start, end):
    window = rules.window_at(kind, now, zone)
    assert window.start == datetime(*start, 1, tzinfo=zone)
    assert window.end == datetime(*end, 1, tzinfo=zone)
    assert window.start <= now < window.end


def test_a_campaign_that_runs_once_counts_everything():
    assert rules.window_at("once", datetime(2026, 1, 24, tzinfo=UTC), UTC) == rules.Window(None, None)


def test_a_day_counts_in_its_own_month_in_every_zone():
    for zone in (UTC, AUCKLAND, NEW_YORK):
        for day in (date(2026, 1, 1), date(2026, 1, 31)):
            window = rules.window_at("monthly", rules.moment_of(day, zone), zone)
            assert window.start == datetime(2026, 1, 1, tzinfo=zone)


def dollars(amount: int) -> str:
    return f"{amount / 100:,.0f} $"


def meter(amount: int, readers: int, *, window: str = "monthly", any_entry: bool = True) -> rules.Meter:
    aim = rules.Aim(goal=500_000, milestones=(250_000,), window=window)
    return rules.read_meter(aim, rules.Raised(amount, readers, any_entry=any_entry), dollars)


@pytest.mark.parametrize(
    ("amount", "readers", "window", "sentence"),
    [
        (10_000, 3, "monthly", "100 $ of 5,000 $ this month, from 3 readers, after refunds."),
        (10_000, 1, "monthly", "100 $ of 5,000 $ this month, from 1 reader, after refunds."),
        (10_000, 3, "yearly", "100 $ of 5,000 $ this year, from 3 readers, after refunds."),
        (10_000, 3, "once", "100 $ of 5,000 $ so far, from 3 readers, after refunds."),
        (524_000, 128, "monthly", "5,240 $: this month is paid, by 128 readers, after refunds."),
        (500_000, 128, "yearly", "5,000 $: this year is paid, by 128 readers, after refunds."),
        (500_000, 1, "once", "5,000 $: the goal of 5,000 $ is reached, by 1 reader, after refunds."),
        (0, 0, "monthly", "0 $ of 5,000 $ this month, after refunds."),
        (-6_000, 0, "monthly", "Refunds are 60 $ above gifts this month."),
        (-6_000, 2, "once", "Refunds are 60 $ above gifts so far."),
    ],
)
def test_the_sentence_says_what_the_number_means(amount, readers, window, sentence):
    assert meter(amount, readers, window=window).sentence == sentence


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ("monthly", "Nobody has given yet this month. The ledger opens with the first."),
        ("yearly", "Nobody has given yet this year. The ledger opens with the first."),
        ("once", "Nobody has given yet. The ledger opens with the first."),
    ],
)
def test_an_empty_ledger_says_so(window, sentence):
    empty = meter(0, 0, window=window, any_entry=False)
    assert (empty.sentence, empty.state, empty.share) == (sentence, "empty", 0)


def test_the_scale_is_labelled_at_zero_the_milestones_and_the_goal():
    marks = meter(10_000, 3).marks
    assert [(mark.label, mark.share) for mark in marks] == [("0 $", 0), ("2,500 $", 0.5), ("5,000 $", 1)]


@pytest.mark.parametrize(
    ("amount", "share", "state", "side"),
    [
        (10_000, 0.02, "some", "end"),
        (300_000, 0.6, "some", "end"),
        (300_001, 0.600002, "some", "start"),
        (500_000, 1, "reached", "start"),
        (900_000, 1, "reached", "start"),
        (-100, 0, "some", "end"),
    ],
)
def test_the_bar_never_leaves_the_scale_and_the_amount_stays_on_it(amount, share, state, side):
    drawn = meter(amount, 3)
    assert (drawn.share, drawn.state, drawn.pin_side) == (share, state, side)


@pytest.mark.parametrize(
    ("window", "readers", "line"),
    [
        ("monthly", 3, "Three readers have paid for this month so far."),
        ("monthly", 1, "One reader has paid for this month so far."),
        ("monthly", 0, "Nobody has paid for this month yet."),
        ("yearly", 1234, "1,234 readers have paid for this year so far."),
        ("once", 13, "13 readers have paid so far."),
        ("once", 0, "Nobody has paid yet."),
    ],
)
def test_the_line_beside_the_call_counts_who_pays(window, readers, line):
    assert rules.support_line(window, readers) == line
