from dataclasses import dataclass

import pytest
from django.db import transaction

from masthead.kit.events import announce, listen


@dataclass(frozen=True)
class FerrySailed:
    name: str


heard: list[str] = []


@listen(FerrySailed)
def hear(event: FerrySailed) -> None:
    heard.append(event.name)


@pytest.mark.django_db
def test_an_announcement_leaves_only_after_commit(django_capture_on_commit_callbacks):
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce(FerrySailed("Skerry II"))
        assert heard == []
    assert heard == ["Skerry II"]
