"""A crowd votes and writes at once: real client processes over HTTP against the real server. Nothing is lost."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Max, Min

from masthead.discussion import operations
from masthead.discussion.models import Comment, NetworkVotes, Thread, Vote
from masthead.kit import clock
from masthead.readers.models import Reader
from masthead.readers.operations import mark_of
from tests.discussion.conftest import DISCUSSION
from tests.newsroom import make_article
from tests.serving import running_site

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 8
CLIENT = """
import http.client, json, sys
from urllib.parse import urlencode, urlsplit

site, orders = urlsplit(sys.argv[1]), json.loads(sys.stdin.read())
connection = http.client.HTTPConnection(site.hostname, site.port, timeout=120)
answers = []
for order in orders:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": order["network"],
        **({"Cookie": "masthead_mark=" + order["mark"]} if order.get("mark") else {}),
    }
    connection.request("POST", order["path"], urlencode(order["form"]), headers)
    response = connection.getresponse()
    response.read()
    answers.append(response.status)
print(json.dumps(answers))
"""


@pytest.fixture
def static(settings: Any) -> Path:
    return Path(settings.STATIC_ROOT)


@pytest.fixture
def comment() -> Comment:
    return operations.post(page=make_article(), source="What everybody votes on.")


@pytest.fixture
def site(comment: Comment, tmp_path: Path, static: Path) -> Iterator[str]:
    with running_site(tmp_path, static, rate_limits="off") as address:
        yield address


def send(site: str, orders: list[dict[str, object]]) -> list[int]:
    """Let eight processes send these orders in parallel, and return the statuses of all answers."""
    parts = [json.dumps(orders[number::PROCESSES]) for number in range(PROCESSES)]

    def run(part: str) -> list[int]:
        client = subprocess.run(
            [sys.executable, "-c", CLIENT, site], input=part, stdout=subprocess.PIPE, text=True, check=True, timeout=180
        )
        return list(json.loads(client.stdout))

    with ThreadPoolExecutor(PROCESSES) as crowd:
        return [status for statuses in crowd.map(run, parts) for status in statuses]


def network(number: int) -> str:
    return f"10.{number // 250}.{number % 250}.9"


def vote_for(comment: Comment, *, network: str, value: int = 1) -> dict[str, object]:
    return {"path": f"{DISCUSSION}{comment.pk}/vote/", "form": {"value": value}, "network": network}


def shown_score(site: str, comment: Comment) -> int:
    with urllib.request.urlopen(f"{site}{DISCUSSION}{comment.pk}/", timeout=30) as page:
        found = re.findall(r'<data class="score" value="(-?\d+)">', page.read().decode())
    assert len(found) == 1
    return int(found[0])


def test_four_hundred_votes_at_once_are_four_hundred_votes(site, comment):
    statuses = send(site, [vote_for(comment, network=network(number)) for number in range(400)])
    assert statuses == [302] * 400
    comment.refresh_from_db()
    assert Vote.objects.filter(comment=comment, value=1, counted=True).count() == 400
    assert Vote.objects.values("reader").distinct().count() == 400
    assert (comment.ups, comment.score) == (400, 400)
    assert shown_score(site, comment) == 400


def test_a_thousand_fresh_marks_from_one_network_at_once_raise_a_score_by_three(site, comment):
    operations.invent_votes(wanted={comment.pk: (5, 0)})
    statuses = send(site, [vote_for(comment, network="203.0.113.5") for _ in range(1000)])
    assert statuses == [302] * 1000
    comment.refresh_from_db()
    assert Vote.objects.exclude(network="").count() == 1000
    assert NetworkVotes.objects.get().counted == 3
    assert comment.score == shown_score(site, comment) == 8


def test_one_reader_who_votes_in_eight_windows_at_once_votes_once(site, comment):
    mark = mark_of(Reader.objects.create(created_at=clock.now()))
    orders = [{**vote_for(comment, network=network(number)), "mark": mark} for number in range(80)]
    assert send(site, orders) == [302] * 80
    comment.refresh_from_db()
    assert (Vote.objects.count(), comment.score) == (1, 1)


def test_two_hundred_comments_at_once_are_two_hundred_comments(site, comment):
    orders: list[dict[str, object]] = [
        {
            "path": DISCUSSION,
            "form": {"body": f"Comment number {number}.", **({"parent": comment.pk} if number % 2 else {})},
            "network": network(number),
        }
        for number in range(200)
    ]
    assert send(site, orders) == [302] * 200
    said = Comment.objects.exclude(pk=comment.pk)
    assert said.values("source").distinct().count() == said.count() == 200
    assert said.values("reader").distinct().count() == 200
    assert Comment.objects.get(pk=comment.pk).reply_count == 100
    assert Thread.objects.get().comment_count == 201
    assert said.filter(root=comment).aggregate(least=Min("path"), most=Max("path"))["least"] != ""
    with urllib.request.urlopen(f"{site}{DISCUSSION}", timeout=30) as page:
        assert "201 comments" in page.read().decode()


def test_what_was_acknowledged_is_there_when_the_first_comments_of_an_article_race(site):
    Comment.objects.all().delete()
    Thread.objects.all().delete()
    orders: list[dict[str, object]] = [
        {"path": DISCUSSION, "form": {"body": f"I am first, says {number}."}, "network": network(number)}
        for number in range(PROCESSES)
    ]
    assert send(site, orders) == [302] * PROCESSES
    assert Thread.objects.get().comment_count == Comment.objects.count() == PROCESSES
