"""What was acknowledged survives `kill -9`."""

import threading
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from masthead.discussion.models import Comment, Thread
from tests.newsroom import make_article
from tests.serving import served_site

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4
BEFORE_THE_KILL = 40


def test_no_acknowledged_comment_is_lost_when_the_server_is_killed(tmp_path: Path, settings: Any):
    make_article(slug="no-ferry")
    acknowledged: list[str] = []
    enough = threading.Event()

    def write(site: str, who: int) -> None:
        for number in range(1000):
            words = f"comment {number} of writer {who}"
            order = urllib.request.Request(
                f"{site}/world/no-ferry/discussion/",
                data=urlencode({"body": words}).encode(),
                headers={"Sec-Fetch-Site": "same-origin", "HX-Request": "true"},
            )
            try:
                with urllib.request.urlopen(order, timeout=20) as answer:
                    assert answer.status == 200
            except OSError:
                return  # the server is gone
            acknowledged.append(words)
            if len(acknowledged) >= BEFORE_THE_KILL:
                enough.set()

    with served_site(tmp_path, Path(settings.STATIC_ROOT), rate_limits="off") as (site, server):
        writers = [threading.Thread(target=write, args=(site, who)) for who in range(WRITERS)]
        for writer in writers:
            writer.start()
        assert enough.wait(timeout=90)
        server.kill()
        for writer in writers:
            writer.join(timeout=60)

    kept = set(Comment.objects.values_list("source", flat=True))
    assert set(acknowledged) <= kept
    assert Comment.objects.count() == Thread.objects.get().comment_count
