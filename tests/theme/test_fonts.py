"""The letters that the theme promises are in its fonts."""

import struct

import pytest

from masthead.theme.build import PARTS

FONTS = sorted((PARTS / "fonts").glob("*.woff2"))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_a_font_is_woff2_and_within_its_weight(font):
    head = font.read_bytes()[:12]
    assert head[:4] == b"wOF2"
    assert struct.unpack(">I", head[8:12])[0] == font.stat().st_size
    assert font.stat().st_size <= 20 * 1024


def test_there_are_two_cuts_with_their_licence():
    assert [font.stem for font in FONTS] == ["newsreader-headline", "newsreader-reading"]
    assert "SIL OPEN FONT LICENSE" in (PARTS / "fonts" / "OFL.txt").read_text()
