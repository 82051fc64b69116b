"""The documents are true: what they must name, and whether what they point at is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from masthead.project import cli

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SOURCES = sorted((ROOT / "src" / "masthead").rglob("*.py"))


def test_every_setting_is_documented_and_no_other():
    read = {name for path in SOURCES for name in re.findall(r'\("(MASTHEAD_[A-Z_]+)"', path.read_text())}
    told = set(re.findall(r"^\| `(MASTHEAD_[A-Z_]+)`", (ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE))
    assert read == told


def test_every_command_is_documented():
    told = (ROOT / "docs/reference/commands.md").read_text()
    commands = next(action for action in cli._parser()._actions if action.choices)
    for name, parser in commands.choices.items():
        assert f"`masthead {name}" in told
        for action in parser._actions:
            for option in action.option_strings:
                assert option in {"-h", "--help"} or option in told, f"masthead {name} {option}"


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            module = getattr(entry.callback, "__module__", "")
            if module.startswith("masthead."):
                yield route
        else:
            yield from routes(entry, route)


def test_every_address_is_documented():
    told = (ROOT / "docs/reference/addresses.md").read_text()
    for route in routes(get_resolver()):
        plain = re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)", r"\1", route).replace("^", "").replace("$", "")
        written = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", plain)
        assert f"`{written}`" in told, written


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (document.parent / target).exists(), f"{document} points at {target}"


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_in_a_document_exists(document):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for target in re.findall(r"`?make ([a-z-]+)`", document.read_text()):
        assert target in targets, f"{document} speaks of make {target}"
