"""The demo's pages: sections, people, pictures, sources and articles, published as an editor would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from wagtail.models import Page, Site

from masthead.publishing.models import (
    ArticlePage,
    AuthorPage,
    Byline,
    BylinesPage,
    FrontPage,
    Picture,
    PlainPage,
    PublicationSettings,
    SectionPage,
    Source,
)

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Newsroom:
    """What articles refer to, by the keys of the content files."""

    sections: Mapping[str, SectionPage]
    authors: Mapping[str, AuthorPage]
    sources: Mapping[str, Source]
    pictures: Mapping[str, Picture]

    @property
    def names(self) -> Mapping[str, str]:
        """The names of those who write, by their slugs."""
        return {slug: author.title for slug, author in self.authors.items()}

    def publish(self, facts: Facts, now: datetime) -> ArticlePage:
        """Publish one article as of its time."""
        at = now - timedelta(hours=facts["hours_ago"])
        updated = facts.get("updated_hours_ago")
        article = ArticlePage(
            title=facts["title"],
            slug=facts["slug"],
            kicker=facts["kicker"],
            standfirst=facts["standfirst"],
            place=facts["place"],
            lead_picture=self.pictures.get(facts["picture"]),
            lead_caption=facts.get("caption", ""),
            call_heading=facts.get("call", ""),
            call_text=facts.get("call_text", ""),
            updated_at=now - timedelta(hours=updated) if updated is not None else None,
            body=[self._block(block, at) for block in facts["body"]],
            live=False,
        )
        article.bylines = [  # type: ignore[misc]  # modelcluster takes children before there is a row
            Byline(author=self.authors[slug], sort_order=order) for order, slug in enumerate(facts["authors"])
        ]
        self.sections[facts["section"]].add_child(instance=article)
        article.save_revision().publish()
        Page.objects.filter(pk=article.pk).update(
            first_published_at=at, last_published_at=at, latest_revision_created_at=at
        )
        article.refresh_from_db()
        return article

    def _block(self, facts: Facts, at: datetime) -> tuple[str, Any]:
        kind = facts["type"]
        claims = [self._attribution(one, at) for one in facts.get("attributions", [])]
        if kind == "heading":
            return kind, facts["text"]
        if kind == "paragraph":
            return kind, {"text": f"<p>{_rich(facts['text'])}</p>", "attributions": claims}
        if kind == "quotation":
            parts = {"text": facts["text"], "speaker": facts["speaker"], "pull": facts.get("pull", False)}
            return kind, {**parts, "attributions": claims}
        if kind == "picture":
            return kind, {"picture": self.pictures[facts["picture"]], "alternative": "", "caption": facts["caption"]}
        rows = [{"term": term, "value": value} for term, value in facts["rows"]]
        return kind, {"title": facts["title"], "rows": rows, "checked": facts["checked"]}

    def _attribution(self, facts: Facts, at: datetime) -> dict[str, Any]:
        hops = [self._hop(hop, at) for hop in facts.get("hops", [])]
        return {"kind": facts["kind"], "words": facts["words"], "note": facts["note"], "hops": hops}

    def _hop(self, facts: Facts, at: datetime) -> dict[str, Any]:
        us = facts["source"] == "us"
        return {
            "source": None if us else self.sources[facts["source"]],
            "us": us,
            "verb": facts["verb"],
            "words": facts.get("words", ""),
            "how": facts.get("how", ""),
            "known": facts["known"],
            "at": at - timedelta(hours=facts["hours_before"]),
            "address": facts.get("url", ""),
        }


def build(facts: Facts, pictures: list[Facts], folder: Path) -> Newsroom:
    """Make the site with everything that articles refer to."""
    front = _front(facts)
    bylines = front.add_child(instance=BylinesPage(title="Who writes here", slug="people"))
    for page in facts["pages"]:
        front.add_child(instance=PlainPage(title=page["title"], slug=page["slug"], body=_plain(page["body"])))
    return Newsroom(
        sections={
            one["slug"]: front.add_child(instance=SectionPage(**_named(one), description=one["description"]))
            for one in facts["sections"]
        },
        authors={one["slug"]: bylines.add_child(instance=_author(one)) for one in facts["people"]},
        sources={one["key"]: _source(one) for one in facts["sources"]},
        pictures={one["key"]: _picture(one, folder) for one in pictures},
    )


def _front(facts: Facts) -> FrontPage:
    Page.objects.filter(depth=2).delete()  # Wagtail's welcome page
    front: FrontPage = Page.objects.get(depth=1).add_child(instance=FrontPage(title=facts["name"], slug="front"))
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "127.0.0.1", "port": 8000, "site_name": facts["name"], "root_page": front},
    )
    PublicationSettings.objects.create(site=site, name=facts["name"], tagline=facts["tagline"], place=facts["place"])
    return front


def _named(facts: Facts) -> dict[str, str]:
    return {"title": facts["title"], "slug": facts["slug"]}


def _author(facts: Facts) -> AuthorPage:
    return AuthorPage(
        title=facts["name"], slug=facts["slug"], role=facts["role"], place=facts["place"], biography=facts["bio"]
    )


def _source(facts: Facts) -> Source:
    source = Source(
        kind=facts["kind"],
        name=facts.get("name", ""),
        short=facts["short"],
        url=facts.get("url", ""),
        public_reason=facts.get("public_reason", ""),
    )
    source.full_clean()
    source.save()
    return source


def _picture(facts: Facts, folder: Path) -> Picture:
    known = ("title", "credit", "caption", "subject", "event", "place", "file_photo", "photographer", "agency")
    with (folder / facts["file"]).open("rb") as file:
        picture: Picture = Picture.objects.create(
            file=ImageFile(file, name=facts["file"]),
            description=facts["alt"],
            taken_on=facts["taken_on"] or None,
            **{name: facts[name] for name in known},
        )
    return picture


def _rich(text: str) -> str:
    marked = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", escape(text, quote=False))
    return re.sub(r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', marked)


def _plain(body: str) -> str:
    parts = [part.strip() for part in body.strip().split("\n\n")]
    return "".join(
        f"<h2>{_rich(part[3:])}</h2>" if part.startswith("## ") else f"<p>{_rich(part)}</p>" for part in parts
    )
