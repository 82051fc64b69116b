"""The pages' sources hold nothing that the content policy would stop."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "masthead"
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*.html"))
BACKSTAGE = [path for path in TEMPLATES if "backstage" in path.parts or "wagtailadmin" in path.parts]
READERS = [path for path in TEMPLATES if path not in BACKSTAGE]
SCRIPTS = sorted((PACKAGE / "theme" / "static").rglob("behaviours/*.js"))

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)", re.IGNORECASE),
    "htmx that evaluates": re.compile(r"hx-on|hx-vals\s*=\s*[\"']js:|hx-vars", re.IGNORECASE),
    "something from another host": re.compile(r"(src|srcset|data|poster)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("template", READERS, ids=lambda path: path.name)
def test_a_readers_page_holds_nothing_that_the_policy_stops(template):
    text = template.read_text()
    for what, pattern in FORBIDDEN.items():
        assert not pattern.search(text), f"{template} holds {what}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_evaluates_nothing_and_asks_nobody_else(script):
    text = script.read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|https?://", text)


@pytest.mark.parametrize("style", sorted((PACKAGE / "theme" / "static").rglob("*.css")), ids=lambda p: p.name)
def test_a_style_sheet_asks_nobody_else(style):
    assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import", style.read_text())
