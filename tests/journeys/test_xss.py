"""What hostile readers write, loaded in a real Chromium without the help of the content policy: no script runs."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.demo import DemoSite
from tests.discussion.payloads import payloads

ARTICLE = "who-may-ring-the-fire-bell"
ADDRESS = f"/power/{ARTICLE}/discussion/"
WATCH = """
  window.ran = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
    window[name] = (...words) => { window.ran.push(name + ' ' + words.join(' ')); return null; };
  }
"""
FIND = """() => {
  const bad = [...window.ran];
  for (const element of document.querySelectorAll('article.comment *')) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) bad.push('handler ' + name);
      if (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)
          && /^\\s*(javascript|data|vbscript):/i.test(value)) {
        bad.push(name + ' ' + value);
      }
    }
    if (/^(script|iframe|object|embed|style|link|meta|base|form|math|svg)$/i.test(element.tagName)
        && !element.closest('.mark, .comment-tools, .votes')) bad.push('element ' + element.tagName);
  }
  return bad;
}"""
WRITE = """
import json, sys
from itertools import islice
from django.db import transaction
from masthead.discussion import operations
from masthead.kit.refusals import Refusal
from masthead.publishing.queries import live_article

page = live_article("power", "who-may-ring-the-fire-bell")
refused = 0
with transaction.atomic():
    for payload in json.load(open(sys.argv[1])):
        try:
            root = operations.post(page=page, source=payload[:8000], name=payload[:60])
            operations.preview(page=page, source=payload[:8000])
            reply = operations.post(page=page, source=payload[:8000], parent=root.pk, reader=root.reader)
            operations.edit(comment=reply, reader=root.reader, source="edited " + payload[:7900])
            operations.post(page=page, source=payload[:8000], parent=root.pk, reader=root.reader)
        except Refusal:
            refused += 1
print(refused)
"""
PLANT = """
import sys
from masthead.discussion import operations
from masthead.discussion.models import Comment
from masthead.publishing.queries import live_article

comment = operations.post(page=live_article("power", "who-may-ring-the-fire-bell"), source="planted")
if sys.argv[1] == "plant":
    Comment.objects.filter(pk=comment.pk).update(html="<img src=x onerror=alert('planted')>")
"""
UNPLANT = "from masthead.discussion.models import Comment; Comment.objects.filter(source='planted').update(html='')"


@pytest.fixture
def hostile_page(chromium: Browser, site: str) -> Page:
    context = chromium.new_context(base_url=site, bypass_csp=True)
    context.add_init_script(WATCH)
    return context.new_page()


def test_no_script_of_a_reader_runs(
    hostile_page: Page, newsroom: DemoSite, site: str, fixtures_folder: Path, tmp_path: Path
):
    newsroom.run(PLANT, "plant")
    hostile_page.goto(ADDRESS)
    hostile_page.wait_for_function("window.ran.length > 0")
    found = hostile_page.evaluate(FIND)
    assert any("planted" in one for one in found), "the harness itself does not catch a script"
    newsroom.run(UNPLANT)

    everything = payloads(fixtures_folder)
    assert len(everything) > 4000
    if "MASTHEAD_DATABASE_URL" in newsroom.environment:
        everything = everything[::10]  # what is stored is the same text; all of them are loaded from SQLite
    (tmp_path / "payloads.json").write_text(json.dumps(everything))
    refused = int(newsroom.run(WRITE, str(tmp_path / "payloads.json")))
    assert refused < len(everything) / 20

    asked: list[str] = []
    hostile_page.on("request", lambda request: None if request.url.startswith(site) else asked.append(request.url))
    pages, address = 0, f"{ADDRESS}?sort=oldest"
    while address:
        hostile_page.goto(address)
        pages += 1
        assert hostile_page.evaluate(FIND) == [], address
        more = hostile_page.locator("a.more-comments")
        address = more.first.get_attribute("href") if more.count() else ""
    assert pages > len(everything) / 60
    assert asked == []
    hostile_page.context.close()
