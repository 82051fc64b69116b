"""A newsroom for tests: the site, a section, an author, a picture, an article."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Page, Site

from masthead.publishing.models import (
    ArticlePage,
    AuthorPage,
    Byline,
    BylinesPage,
    FrontPage,
    Picture,
    PublicationSettings,
    SectionPage,
    Source,
)

PARAGRAPH = "The ferry did not sail. Nobody at the quay could say why, and the office was shut."


def make_site(name: str = "The Skerry") -> FrontPage:
    """The front page of the default site; the one that is there, or a new one."""
    there = FrontPage.objects.first()
    if there is not None:
        return there
    Page.objects.filter(depth=2).delete()
    front = Page.objects.get(depth=1).add_child(instance=FrontPage(title=name, slug="front"))
    site, _ = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "site_name": name, "root_page": front}
    )
    PublicationSettings.objects.update_or_create(site=site, defaults={"name": name, "place": "Norrhavn"})
    return front


def make_section(slug: str = "world") -> SectionPage:
    """The section with this slug."""
    there = SectionPage.objects.filter(slug=slug).first()
    return there or make_site().add_child(instance=SectionPage(title=slug.capitalize(), slug=slug))


def make_author(slug: str = "", title: str = "Maren Holt", **facts: Any) -> AuthorPage:
    """The author with this name, who has a page."""
    slug = slug or slugify(title)
    there = AuthorPage.objects.filter(slug=slug).first()
    if there is not None:
        return there
    bylines = BylinesPage.objects.first() or make_site().add_child(instance=BylinesPage(title="People", slug="people"))
    return bylines.add_child(instance=AuthorPage(title=title, slug=slug, **facts))


def make_picture(size: tuple[int, int] = (320, 200), **facts: Any) -> Picture:
    """A grey picture with credit and alternative text; a small one, so that its public copies are made quickly."""
    bytes_of_it = BytesIO()
    Image.new("RGB", size, "grey").save(bytes_of_it, "JPEG")
    bytes_of_it.seek(0)
    known = {"title": "Quay", "description": "An empty quay in rain.", "credit": "Maren Holt", "caption": "The quay."}
    return Picture.objects.create(file=ImageFile(bytes_of_it, name="quay.jpg"), **{**known, **facts})


def make_draft(section: SectionPage | None = None, slug: str = "no-ferry", **facts: Any) -> ArticlePage:
    """An article that nobody published; `facts` are fields of the page, and `authors` who wrote it."""
    authors = facts.pop("authors", None)
    known = {"title": "No ferry", "standfirst": "It did not sail.", "body": [paragraph(PARAGRAPH)]}
    article = ArticlePage(slug=slug, live=False, **{**known, **facts})
    who = [make_author()] if authors is None else authors
    article.bylines = [Byline(author=author, sort_order=place) for place, author in enumerate(who)]
    (section or make_section()).add_child(instance=article)
    article.save_revision()
    return article


def make_article(section: SectionPage | None = None, slug: str = "no-ferry", **facts: Any) -> ArticlePage:
    """A published article with a byline and one paragraph; `facts` are fields of the page."""
    article = make_draft(section, slug, **facts)
    article.get_latest_revision().publish()
    article.refresh_from_db()
    return article


def make_source(short: str = "spokesman", name: str = "A. Verrin, spokesman", **facts: Any) -> Source:
    """Somebody whom a claim comes from."""
    source = Source(short=short, name=name, **facts)
    source.full_clean()
    source.save()
    return source


def paragraph(text: str, *attributions: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A paragraph block with its attributions."""
    return "paragraph", {"text": f"<p>{text}</p>", "attributions": list(attributions)}


def relayed(words: str, *sources: Source, note: str = "We have not confirmed it.") -> dict[str, Any]:
    """An attribution whose chain goes from these sources to us."""
    hops = [{"source": source, "verb": "told", "known": "read"} for source in sources]
    return {"kind": "relayed", "words": words, "note": note, "hops": [*hops, {"us": True, "verb": "reported"}]}


def seen(words: str) -> dict[str, Any]:
    """An attribution of what one of us saw."""
    return {"kind": "seen", "words": words, "note": "Maren Holt, at the quay.", "hops": []}


def inferred(words: str) -> dict[str, Any]:
    """An attribution of what we infer."""
    return {"kind": "inference", "words": words, "note": "From the timetable.", "hops": []}
