"""The theme's parts become one style sheet and one script, with nothing lost."""

import re

import pytest

from masthead.theme import build


def test_every_part_of_the_style_sheet_is_joined():
    parts = {file.stem for file in (build.PARTS / "css").glob("*.css")}
    assert parts == set(build.STYLES)


def test_the_script_begins_with_htmx_and_holds_every_behaviour_closed_in_itself():
    joined = build.script()
    assert joined.startswith(build.HTMX.read_text("utf-8").strip())
    behaviours = list((build.PARTS / "behaviours").glob("*.js"))
    assert joined.count("\n(()=>{\n") == len(behaviours) > 0


def test_every_file_that_the_style_sheet_names_is_there():
    named = re.findall(r'url\("([^"]+)"\)', build.style_sheet())
    assert named
    for name in named:
        assert (build.PARTS / name).is_file(), name


def test_collecting_finds_both_joined_files():
    found = dict(build.JoinedFiles().list([]))
    assert set(found) == {"theme/masthead.css", "theme/masthead.js"}
    for name, storage in found.items():
        assert storage.open(name).read() == build.BUILT[name]().encode()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/* why */\n.a {\n  color: red;\n}\n", ".a{color:red}"),
        (".a > .b,\n.c { margin: 0 auto }", ".a>.b,.c{margin:0 auto }"),
        ("@media (min-width: 10em) { .a { content: open-quote; } }", "@media (min-width:10em){.a{content:open-quote}}"),
        (".a { width: calc(1px + 2px) }", ".a{width:calc(1px + 2px) }"),
    ],
)
def test_squeezing_a_style_sheet_takes_only_what_means_nothing(written, kept):
    assert build.squeeze_style(written).replace(" }", "}") == kept.replace(" }", "}")


def test_squeezing_a_behaviour_keeps_its_line_ends():
    written = "// why\n\n/* more */\nconst a = 1\n  const b = `x`;\n"
    assert build.squeeze_script(written) == "const a = 1\nconst b = `x`;"
