"""The demo: an invented newsroom, whole, in a folder that may be thrown away."""

import shutil
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from masthead.kit import clock
from masthead.kit.refusals import Refusal
from masthead.project.demo import money, pages, talk
from masthead.project.serving import collect_static
from masthead.readers.models import User

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"
MARKER = ".masthead-demo"
STAFF, PASSWORD = "desk", "norrhavn-demo"  # the door is open, and only to this machine

Facts = dict[str, Any]


def make(folder: Path) -> None:
    """Make the newsroom in `folder`, or keep the finished one that is there.

    A folder that holds anything but a demo is left alone: Refusal. A demo whose making was cut off is made anew.
    """
    marker = folder / MARKER
    if marker.exists() and marker.read_text() == "complete":
        return
    if folder.exists() and any(folder.iterdir()) and not marker.exists():
        raise Refusal(f"{folder} holds something that is not a demo. Choose another folder, or empty this one.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    marker.write_text("making")
    print(f"Making the demo newsroom in {folder} …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    fill(clock.now())
    collect_static()
    _print_pictures()
    marker.write_text("complete")


def fill(now: datetime) -> None:
    """Fill an empty, migrated database with the newsroom as it stands at `now`."""
    facts = _read("newsroom")
    articles = [tomllib.loads(path.read_text()) for path in sorted((CONTENT / "articles").glob("*.toml"))]
    with transaction.atomic():
        User.objects.create_superuser(STAFF, "desk@skerry.example", PASSWORD, first_name="Hedda", last_name="Orrin")
        newsroom = pages.build(facts, _read("pictures")["pictures"], PICTURES)
        for article in sorted(articles, key=_age, reverse=True):
            page = newsroom.publish(article, now)
            talk.fill(page, article, now, newsroom.names)
        money.fill(facts, now)


def greeting(address: str) -> str:
    """Return what the terminal says when the demo stands."""
    return "\n".join(
        [
            "",
            f"  The front page      {address}/",
            f"  The reference page  {address}/world/talks-without-them/",
            f"  The backstage       {address}/backstage/   user {STAFF}, password {PASSWORD}",
            "",
            "  Ctrl+C stops it; the folder may be thrown away.",
        ]
    )


def _print_pictures() -> None:
    """Ask once for every page, so that the first reader does not wait for their public copies."""
    reader = Client(SERVER_NAME="127.0.0.1")
    for page in Page.objects.live().filter(depth__gt=1):
        reader.get(page.get_url())


def _read(name: str) -> Facts:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text())


def _age(article: Facts) -> float:
    return float(article["hours_ago"])
