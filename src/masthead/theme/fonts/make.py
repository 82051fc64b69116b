"""Make the two font files of the theme from the variable Newsreader, and measure what its fallback must be set to.

Run it only to change the fonts; the files it makes are committed, and nothing at run time needs it:

    npm install --prefix /tmp/fonts @fontsource-variable/newsreader @fontsource/gelasio @fontsource/tinos
    pip install fonttools brotli
    python src/masthead/theme/fonts/make.py /tmp/fonts/node_modules

Newsreader is under the SIL Open Font License and reserves no name; its licence is copied beside the files. Georgia and
Times, the fallbacks, cannot be measured everywhere, so their widths are those of Gelasio and Tinos, drawn to match.
"""

import sys
from pathlib import Path
from shutil import copyfile

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "theme" / "fonts"
VARIABLE = "@fontsource-variable/newsreader/files/newsreader-latin-standard-normal.woff2"
LICENCE = "@fontsource-variable/newsreader/LICENSE"
FALLBACKS = {
    "Georgia": "@fontsource/gelasio/files/gelasio-latin-{weight}-normal.woff2",
    "Times": "@fontsource/tinos/files/tinos-latin-{weight}-normal.woff2",
}

# name: (optical size, weight, weight of the fallback)
CUTS = {"reading": (16, 400, 400), "headline": (48, 590, 700)}

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_LETTERS = "".join(chr(code) for code in range(0xC0, 0x100) if code not in {0xD7, 0xF7})
_MARKS = "\u00a0¡§«°·»¿×ŒœŸ–—‘’“”„…€−"
CHARACTERS = _PRINTABLE + _LETTERS + _MARKS
FEATURES = ["kern", "liga", "pnum", "tnum", "lnum", "mark", "ccmp", "locl"]

# How often each letter stands in running English, spaces included; any near table gives the same width within 0.2 %.
FREQUENCY = {
    " ": 182, "e": 104, "t": 72, "a": 65, "o": 61, "n": 57, "i": 56, "s": 52, "r": 49, "h": 48, "d": 35, "l": 33,
    "u": 23, "c": 22, "m": 20, "f": 19, "w": 17, "g": 16, "p": 15, "y": 14, "b": 12, "v": 8, "k": 5, "x": 1, "j": 1,
    "q": 1, "z": 1, ",": 10, ".": 10, "T": 3, "A": 3, "I": 3, "S": 2, "’": 2,
}  # fmt: skip


def make(modules: Path) -> None:
    """Write every cut as woff2 beside its licence, and print its size and its fallback's measures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    copyfile(modules / LICENCE, TARGET / "OFL.txt")
    for name, (size, weight, fallback_weight) in CUTS.items():
        font = cut(modules / VARIABLE, size, weight)
        file = TARGET / f"newsreader-{name}.woff2"
        font.save(file)
        print(file.name, f"{file.stat().st_size / 1024:.1f} KiB")
        for fallback, twin in FALLBACKS.items():
            print(f"  {fallback}:", measures(font, TTFont(modules / twin.format(weight=fallback_weight))))


def cut(variable: Path, size: int, weight: int) -> TTFont:
    """Return one static cut of the variable font, with only the characters and features that the theme uses."""
    font = instantiateVariableFont(TTFont(variable, recalcTimestamp=False), {"opsz": size, "wght": weight})
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def measures(font: TTFont, fallback: TTFont) -> str:
    """Return size-adjust and the overrides that give the fallback the same width and the same line box."""
    adjust = mean_width(font) / mean_width(fallback)
    em = font["head"].unitsPerEm
    ascent, descent = font["hhea"].ascent / em, -font["hhea"].descent / em
    return (
        f"size-adjust: {adjust:.1%}; ascent-override: {ascent / adjust:.1%}; "
        f"descent-override: {descent / adjust:.1%}; line-gap-override: 0%"
    )


def mean_width(font: TTFont) -> float:
    """Return the mean advance of a letter of running text, in em."""
    names, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[names[ord(letter)]][0] * often for letter, often in FREQUENCY.items())
    return float(total / sum(FREQUENCY.values()) / font["head"].unitsPerEm)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
