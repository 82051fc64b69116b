"""A claim's words in the text: found, marked, and never at the cost of the markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from masthead.publishing.rules.claims import Claim
from masthead.publishing.rules.marking import mark, place_of, plain


def claim(words, number=1, kind="relayed"):
    return Claim(number, kind, words, ("spokesman", "us"))


def key(number, kind):
    return f'<a class="claim-key" href="#source-{number}" aria-label="Source {number}: {kind}">{number}</a>'


def test_the_words_stand_in_a_span_and_their_number_follows():
    assert mark("<p>It did not sail.</p>", [claim("did not sail")]) == (
        f'<p>It <span class="claim claim--relayed" id="claim-1">did not sail</span>.{key(1, "relayed")}</p>'
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("“It did not sail,” he said.", ",”", " he said."),
        ("It did not sail’s worth a line.", "", "’s worth a line."),
        ("It did not sail today.", "", " today."),
    ],
)
def test_the_number_stands_behind_the_marks_that_close_the_words_but_never_inside_a_word(text, before, after):
    html = mark(f"<p>{text}</p>", [claim("did not sail")])
    assert html.endswith(f"did not sail</span>{before}{key(1, 'relayed')}{after}</p>")


def test_words_across_markup_are_marked_piece_by_piece_with_one_anchor():
    html = mark("<p>It <b>did</b> not sail.</p>", [claim("did not")])
    assert html.count('id="claim-1"') == 1
    assert (
        '<strong><span class="claim claim--relayed" id="claim-1">did</span></strong>'
        '<span class="claim claim--relayed"> not</span>' + key(1, "relayed")
    ) in html


def test_no_link_stands_in_a_link():
    html = mark('<p>He <a href="https://afn.example/">said so on Monday</a>.</p>', [claim("said so", 1, "seen")])
    assert f"on Monday</a>{key(1, 'seen by us')}." in html


def test_two_claims_may_share_words():
    html = mark("<p>one two three</p>", [claim("one two", 1), claim("two three", 2, "seen")])
    assert html.count('id="claim-1"') == html.count('id="claim-2"') == 1
    assert plain(html).replace("1", "").replace("2", "") == "one two three"


def test_a_claim_whose_words_are_gone_still_has_its_number_and_anchor():
    html = mark("<p>It did not sail.</p>", [claim("arrived on time")])
    assert html.endswith(f'<span class="claim claim--relayed" id="claim-1"></span>{key(1, "relayed")}</p>')


@pytest.mark.parametrize(
    "words",
    [
        "“did not\u00a0sail”",
        '"did not sail"',
        "« did not sail »".replace(" ", "", 1).replace(" »", "»"),
        "  “did  not sail”  ",
    ],
)
def test_kinds_of_quotation_marks_and_spaces_are_taken_as_equal(words):
    assert place_of(words, "It “did not sail”, he said.") == (3, 17)


@pytest.mark.parametrize("words", ["", " ", "did sail", "sail It", "Did not"])
def test_other_words_do_not_stand_there(words):
    assert place_of(words, "It did not sail.") is None


def test_words_do_not_run_over_the_end_of_a_paragraph():
    text = plain("<p>It did not</p><p>sail today.</p>")
    assert text == "It did not\nsail today."
    assert place_of("not sail", text) is None


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="//mallory.example/">x</a>',
        '<img src=x onerror="alert(1)">',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_only_the_tags_of_running_text_come_through(html):
    marked = mark(html, [])
    for evil in ("<script", "onclick", "javascript:", "//mallory", "<img"):
        assert evil not in marked


class Balance(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.open, self.wrong = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.wrong |= tag == "a" and "a" in self.open
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.wrong |= not self.open or self.open.pop() != tag


WORDS = some.lists(some.sampled_from(["ice", "ferry", "<&>", "“no”", "12"]), min_size=1, max_size=6).map(" ".join)
RUN = some.tuples(some.sampled_from(["{}", "<b>{}</b>", '<a href="/x/">{}</a>', "<i>{}</i>"]), WORDS)


@given(runs=some.lists(RUN, min_size=1, max_size=5), claims=some.lists(WORDS, max_size=4))
def test_whatever_is_marked_reads_as_before_and_stays_whole(runs, claims):
    html = (
        "<p>" + " ".join(tag.format(words.replace("&", "&amp;").replace("<", "&lt;")) for tag, words in runs) + "</p>"
    )
    listed = [claim(words, number, "seen") for number, words in enumerate(claims, 1)]
    marked = mark(html, listed)
    balance = Balance(marked)
    assert not balance.wrong
    assert not balance.open
    without_keys = marked
    for one in listed:
        assert marked.count(f'id="claim-{one.number}"') == 1
        assert marked.count(key(one.number, "seen by us")) == 1
        without_keys = without_keys.replace(key(one.number, "seen by us"), "")
    assert plain(without_keys) == plain(html)
