"""The editor's form as a browser sends it."""

import html
import re
from typing import Any

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from masthead.publishing.models import ArticlePage, AuthorPage, Picture, SectionPage, Source


def written(
    *, authors: tuple[AuthorPage, ...] = (), body: list[tuple[str, Any]] | None = None, **fields: Any
) -> dict[str, Any]:
    """What the form of an article sends."""
    plain = {
        "title": "",
        "slug": "",
        "kicker": "",
        "standfirst": "",
        "place": "",
        "lead_picture": "",
        "lead_alternative": "",
        "lead_caption": "",
        "call_heading": "",
        "call_text": "",
        "updated_at": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
    }
    nested = {
        **plain,
        **fields,
        "bylines": inline_formset([{"author": author.pk} for author in authors]),
        "body": streamfield(body or []),
        "comments": inline_formset([]),
    }
    return nested_form_data(nested)


def ready(**fields: Any) -> dict[str, Any]:
    """What the form sends for an article that may go out."""
    known = {"title": "No ferry", "slug": "no-ferry", "standfirst": "It did not sail."}
    return written(**{**known, "body": [paragraph("The ferry did not sail.")], **fields})


def paragraph(text: str, *attributions: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "paragraph", {
        "text": rich_text(f"<p>{text}</p>", features=["bold", "italic", "link"]),
        "attributions": streamfield_list(attributions),
    }


def relayed(words: str, *sources: Source) -> dict[str, Any]:
    hops = [hop(source=source.pk) for source in sources]
    return {"kind": "relayed", "words": words, "hops": streamfield_list(hops), "note": ""}


def hop(**fields: Any) -> dict[str, Any]:
    return {"source": "", "verb": "said", "words": "", "how": "", "known": "heard", "at": "", "address": "", **fields}


def picture(picture: Picture | None) -> tuple[str, dict[str, Any]]:
    return "picture", {"picture": picture.pk if picture else "", "alternative": "", "caption": ""}


def streamfield_list(items: Any) -> dict[str, Any]:
    """A list block: like a stream whose children have no type."""
    listed: dict[str, Any] = {"count": str(len(items))}
    for place, value in enumerate(items):
        listed[str(place)] = {"value": value, "deleted": "", "order": str(place), "id": ""}
    return listed


def add(client: Any, section: SectionPage, data: dict[str, Any], action: str = "", **headers: str) -> Any:
    """Send the form of a new article."""
    address = reverse("wagtailadmin_pages:add", args=["publishing", "articlepage", section.pk])
    return client.post(address, {**data, **({action: "1"} if action else {})}, headers=headers)


def edit(client: Any, article: ArticlePage, data: dict[str, Any], action: str = "", **headers: str) -> Any:
    """Send the form of an article that is there."""
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(address, {**data, **({action: "1"} if action else {})}, headers=headers)


def said(response: Any) -> str:
    """Everything that a page says, entities resolved, however deep it lies in the editor's data."""
    text = response.content.decode()
    return html.unescape(html.unescape(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)))
