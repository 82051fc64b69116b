"""The one rule of publishing."""

from dataclasses import replace

import pytest

from masthead.publishing.rules import readiness
from masthead.publishing.rules.readiness import (
    ArticleFacts,
    AttributionFacts,
    BlockFacts,
    HopFacts,
    PictureFacts,
    what_is_missing,
)

LEAD = PictureFacts(
    ("lead_picture",),
    chosen=True,
    credit="AFN",
    alternative="An empty quay.",
    caption="The quay on Monday.",
    file_name="quay.jpg",
    says_alternative=("lead_alternative",),
)
RELAYED = AttributionFacts("relayed", "did not sail", "", (HopFacts(us=False, has_source=True), HopFacts(True, False)))
READY = ArticleFacts(
    headline="No ferry",
    standfirst="It did not sail.",
    authors=1,
    lead=LEAD,
    body=(BlockFacts("paragraph", "The ferry did not sail.", attributions=(RELAYED,)),),
)


def missing(article):
    return [(lack.sentence, lack.path) for lack in what_is_missing(article)]


def with_block(**facts):
    return replace(READY, body=(*READY.body, BlockFacts(**facts)))


def with_claim(claim):
    return replace(READY, body=(replace(READY.body[0], attributions=(claim,)),))


def test_an_article_with_everything_may_go_out():
    assert missing(READY) == []
    assert missing(replace(READY, lead=PictureFacts(("lead_picture",), chosen=False))) == []


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"headline": " "}, readiness.NO_HEADLINE, "title"),
        ({"standfirst": ""}, readiness.NO_STANDFIRST, "standfirst"),
        ({"authors": 0}, readiness.NO_BYLINE, "bylines"),
        ({"body": ()}, readiness.NO_TEXT, "body"),
        ({"body": (BlockFacts("paragraph", " "), BlockFacts("heading", "Ice"))}, readiness.NO_TEXT, "body"),
        ({"lead": replace(LEAD, credit=" ")}, readiness.NO_CREDIT, "lead_picture"),
        ({"lead": replace(LEAD, alternative="")}, readiness.NO_ALTERNATIVE, "lead_alternative"),
    ],
)
def test_each_thing_that_is_missing_has_its_sentence_at_its_field(change, sentence, field):
    assert missing(replace(READY, **change)) == [(sentence, (field,))]


@pytest.mark.parametrize(
    ("words", "what"),
    [("No ferry!", "headline"), ("the quay on monday", "caption"), ("Quay.JPG", "file name"), ("quay", "file name")],
)
def test_the_alternative_text_says_what_is_seen_and_repeats_nothing(words, what):
    said = missing(replace(READY, lead=replace(LEAD, alternative=words)))
    assert said == [(readiness.ALTERNATIVE_ELSEWHERE.format(what=what), ("lead_alternative",))]


def test_a_picture_in_the_body_needs_the_same_as_the_lead():
    at = ("body", 1, "picture")
    said = ("body", 1, "alternative")
    bare = PictureFacts(at, chosen=True, says_alternative=said)
    assert missing(with_block(kind="picture", picture=bare)) == [
        (readiness.NO_CREDIT, at),
        (readiness.NO_ALTERNATIVE, said),
    ]
    assert missing(with_block(kind="picture", picture=PictureFacts(at, chosen=False))) == [(readiness.NO_PICTURE, at)]


def test_words_that_do_not_stand_in_their_block_are_named_at_their_place():
    claim = replace(RELAYED, words="sailed on time")
    assert missing(with_claim(claim)) == [
        (readiness.WORDS_NOT_THERE.format(words="sailed on time"), ("body", 0, "attributions", 0, "words"))
    ]
    assert missing(with_claim(replace(RELAYED, words="")))[0][0] == readiness.NO_WORDS


@pytest.mark.parametrize("hops", [(), (HopFacts(us=True, has_source=False),)])
def test_a_relayed_claim_names_somebody_besides_us(hops):
    assert [said for said, _ in missing(with_claim(replace(RELAYED, hops=hops)))] == [readiness.NO_CHAIN]


def test_a_hop_is_a_source_or_us_and_its_address_is_whole():
    hops = (
        HopFacts(us=False, has_source=True, address="afn.example"),
        HopFacts(us=False, has_source=False),
        HopFacts(us=True, has_source=True),
    )
    at = ("body", 0, "attributions", 0, "hops")
    assert missing(with_claim(replace(RELAYED, hops=hops))) == [
        (readiness.BAD_ADDRESS, (*at, 0, "address")),
        (readiness.NO_HOP_SOURCE, (*at, 1, "source")),
        (readiness.HOP_OF_BOTH, (*at, 2, "source")),
    ]


def test_what_we_infer_says_from_what_and_what_we_saw_needs_no_chain():
    assert missing(with_claim(AttributionFacts("seen", "did not sail", ""))) == []
    assert missing(with_claim(AttributionFacts("inference", "did not sail", "From the list."))) == []
    inferred = missing(with_claim(AttributionFacts("inference", "did not sail", "")))
    assert inferred == [(readiness.NO_GROUND, ("body", 0, "attributions", 0, "note"))]


def test_a_quotation_has_words_and_a_speaker():
    assert missing(with_block(kind="quotation", speaker="Ada")) == [(readiness.NO_QUOTATION, ("body", 1, "text"))]
    assert missing(with_block(kind="quotation", text="Never.")) == [(readiness.NO_SPEAKER, ("body", 1, "speaker"))]


@pytest.mark.parametrize("rows", [(), (("Length", ""),), (("", "12 m"),)])
def test_a_fact_box_has_whole_facts(rows):
    assert missing(with_block(kind="facts", rows=rows)) == [(readiness.NO_FACTS, ("body", 1, "title"))]
    assert missing(with_block(kind="facts", rows=(("Length", "12 m"),))) == []
