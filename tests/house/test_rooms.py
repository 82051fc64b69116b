"""What import-linter cannot see of the house's rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "masthead"
APPS = ("discussion", "funding", "publishing", "readers", "delivery", "theme")
PUBLIC = {"operations", "queries", "events", "errors", "rules", "models"}
MODULES = [path for app in APPS for path in sorted((PACKAGE / app).rglob("*.py")) if "migrations" not in path.parts]


def foreign_imports(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the other apps' modules that a file imports, with the names taken from each."""
    own = path.relative_to(PACKAGE).parts[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("masthead."):
            parts = str(node.module).split(".")
            if parts[1] in APPS and parts[1] != own:
                names = [alias.name for alias in node.names]
                if len(parts) > 2:
                    yield str(node.module), names
                else:
                    yield from ((f"{node.module}.{name}", []) for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_from_another_app_only_what_is_public_is_imported(path):
    for module, _ in foreign_imports(path):
        assert module.split(".")[2] in PUBLIC, f"{path} reaches into {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_another_apps_rows_are_read_by_its_queries_alone(path):
    foreign = {name for module, names in foreign_imports(path) if module.split(".")[2] == "models" for name in names}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            assert node.value.id not in foreign, f"{path}:{node.lineno} reads {node.value.id} behind its app's back"


def test_discussion_and_funding_do_not_name_each_other_in_templates():
    for one, other in (("discussion", "funding"), ("funding", "discussion")):
        for template in (PACKAGE / one / "templates").rglob("*.html"):
            text = template.read_text()
            assert f"{other}/" not in text, template
            assert f"{{% load {other}" not in text, template


def test_markup_is_called_safe_only_where_we_made_or_cleaned_it():
    """Each place is listed here with its reason; a new one is a decision."""
    allowed = {
        "discussion/models.py": "comment html comes from the one sanitising path",
        "discussion/templatetags/discussion.py": "the rosette is drawn by us",
        "publishing/queries/bodies.py": "an editor's text through Wagtail's whitelist, with our own marks in it",
        "publishing/templatetags/metadata.py": "JSON that rules.metadata escaped so that it cannot end its script",
    }
    for path in PACKAGE.rglob("*.py"):
        place = str(path.relative_to(PACKAGE))
        if "mark_safe" in path.read_text() or "SafeString(" in path.read_text():
            assert place in allowed, f"{place} calls markup safe: list it here with the reason"
