"""Slugs in the letters of other languages than English: every address of an article answers."""

import pytest

from masthead.discussion.models import Comment
from tests.newsroom import make_article, make_section


@pytest.mark.django_db
@pytest.mark.parametrize(("section", "slug"), [("мир", "паром-не-пришёл"), ("العالم", "لا-عبارة-اليوم")])
def test_an_article_in_other_letters_is_read_discussed_and_fed(bo, section, slug):
    make_article(make_section(section), slug)
    article = f"/{section}/{slug}/"
    for address in (article, f"{article}?sort=oldest", f"/{section}/", f"{article}discussion/", "/sitemap.xml"):
        assert bo.get(address).status_code == 200, address
    posted = bo.post(f"{article}discussion/", {"body": "I was there."})
    assert posted.status_code == 302
    assert bo.get(posted["Location"]).status_code == 200
    number = Comment.objects.get().pk
    for part in ("", "reply/", "yours/", "edit/"):
        assert bo.get(f"{article}discussion/{number}/{part}").status_code == 200, part
    assert bo.get(f"{article}discussion/yours/?of={number}").status_code == 200
    for feed in ("rss.xml", "atom.xml"):
        assert "No ferry" in bo.get(f"/feeds/{section}/{feed}").content.decode()
