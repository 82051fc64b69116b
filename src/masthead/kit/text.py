"""Plain text: cleaning what arrives, and cutting it to length."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Zl", "Zp", "Zs"))  # categories of what leaves no mark of its own on a page
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # Hangul fillers and the empty Braille cell


def one_line(text: str) -> str:
    """Return `text` in NFC on one line: no control or direction characters, single spaces, none at the ends."""
    return _SPACES.sub(" ", _strip_control(text).replace("\n", " ")).strip()


def lines(text: str) -> str:
    """Return `text` in NFC with its lines: no control or direction characters, at most one blank line in a row."""
    tidy = "\n".join(line.rstrip() for line in _strip_control(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", tidy).strip("\n")


def says_something(text: str) -> bool:
    """Say whether a reader would see anything of `text`: one character at least that is not blank by itself."""
    return any(unicodedata.category(char) not in _UNSEEN and char not in _BLANK_LETTERS for char in text)


def shorten(text: str, length: int) -> str:
    """Return `text` on one line, cut at a word with an ellipsis when it is longer than `length` characters."""
    flat = one_line(text)
    if len(flat) <= length:
        return flat
    cut, rest = flat[: length - 1], flat[length - 1 :]
    whole_words = cut if rest.startswith(" ") or " " not in cut else cut.rsplit(" ", 1)[0]
    return whole_words.rstrip(" ,;:.") + "…"


def _strip_control(text: str) -> str:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", unified))
