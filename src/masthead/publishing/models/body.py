"""What an article's body is made of.

Nothing here is required, because a draft is never refused: what must hold before publishing is one rule, in
`rules.publication`.
"""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

KINDS = [
    ("relayed", "Relayed: others said it"),
    ("seen", "Seen by us"),
    ("inference", "Our inference"),
]
VERBS = [(verb, verb) for verb in ("said", "told", "quoted", "reported", "translated")]
KNOWN = [(known, known) for known in ("seen", "heard", "read", "relayed")]


class HopBlock(blocks.StructBlock):
    source = SnippetChooserBlock("publishing.Source", required=False, help_text="Who passed it on.")
    us = blocks.BooleanBlock(required=False, label="This is us", help_text="Instead of a source: the last hop.")
    verb = blocks.ChoiceBlock(choices=VERBS, default="said", required=False)
    words = blocks.CharBlock(required=False, help_text="The words as they stood at this hop, if they are known.")
    how = blocks.CharBlock(required=False, help_text="By telephone, in a letter, at a press conference.")
    known = blocks.ChoiceBlock(choices=KNOWN, default="heard", required=False, label="How we know")
    at = blocks.DateTimeBlock(required=False, label="When")
    address = blocks.CharBlock(required=False, help_text="Where it can be read: https://…")

    class Meta:
        icon = "arrow-right"
        label = "Hop"


class AttributionBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=KINDS, default="relayed", required=False)
    words = blocks.CharBlock(required=False, help_text="The exact words it speaks of, as they stand in this block.")
    hops = blocks.ListBlock(
        HopBlock(), default=[], help_text="Only for what was relayed: from its origin to us, in order."
    )
    note = blocks.TextBlock(
        required=False,
        rows=2,
        help_text="Relayed: what we did not confirm. Seen: who of us, where, when. Inference: from what.",
    )

    class Meta:
        icon = "link"
        label = "Attribution"


class ParagraphBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=["bold", "italic", "link"], required=False)
    attributions = blocks.ListBlock(AttributionBlock(), default=[])

    class Meta:
        icon = "pilcrow"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(required=False)
    alternative = blocks.CharBlock(
        required=False, label="Alternative text", help_text="What is seen; empty: the picture's own."
    )
    caption = blocks.TextBlock(required=False, rows=2, help_text="Empty: the picture's own.")

    class Meta:
        icon = "image"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(required=False, rows=3)
    speaker = blocks.CharBlock(required=False)
    pull = blocks.BooleanBlock(required=False, label="Pull quote")
    attributions = blocks.ListBlock(AttributionBlock(), default=[])

    class Meta:
        icon = "openquote"


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(required=False)
    value = blocks.CharBlock(required=False)


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    rows = blocks.ListBlock(FactBlock(), default=[])
    checked = blocks.CharBlock(required=False, help_text="When and against what these facts were checked.")

    class Meta:
        icon = "list-ul"


class BodyBlock(blocks.StreamBlock):
    paragraph = ParagraphBlock()
    heading = blocks.CharBlock(required=False, icon="title")
    picture = PictureBlock()
    quotation = QuotationBlock()
    facts = FactsBlock(label="Fact box")

    class Meta:
        required = False
