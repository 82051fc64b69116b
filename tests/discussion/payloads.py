"""Everything hostile that the shared files hold, as texts that a reader could type."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

_CONTENT = re.compile(r"<(content|description|summary|title)[^>]*>(.*?)</\1>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BLOCK = re.compile(r"^\.\n(.*?)^\.\n", re.DOTALL | re.MULTILINE)


def payloads(folder: Path) -> list[str]:
    """Return each distinct payload under `folder`/xss, in a fixed order."""
    files = folder / "xss"
    every = [
        *(files / "payloadbox-intruder.txt").read_text("utf-8").splitlines(),
        *(case["payload"] for case in json.loads((files / "dompurify-expect.json").read_text("utf-8"))),
        *_of_feeds(json.loads((files / "feedparser-sanitize.json").read_text("utf-8"))),
        *_of_markdown((files / "markdown-it-commonmark_extras.md").read_text("utf-8")),
    ]
    return list(dict.fromkeys(payload for payload in every if payload.strip()))


def _of_feeds(feeds: list[dict[str, str]]) -> Iterator[str]:
    for feed in feeds:
        found = _CONTENT.findall(feed["feed"])
        for _, content in found:
            raw = _CDATA.sub(lambda match: match[1], content)
            yield raw if raw != content else html.unescape(content)
        if not found:
            yield feed["feed"]


def _of_markdown(text: str) -> Iterator[str]:
    yield from (match[1] for match in _BLOCK.finditer(text))
