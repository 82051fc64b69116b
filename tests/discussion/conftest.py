"""An article, and readers who come to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from masthead.publishing.models import ArticlePage
from tests import people
from tests.newsroom import make_article

DISCUSSION = "/world/no-ferry/discussion/"
Browser = Callable[..., Client]


@pytest.fixture
def article(db: None) -> ArticlePage:
    """An article that anybody may discuss."""
    return make_article()


def browser(network: Any = people.BO_NETWORK) -> Client:
    """A reader's browser, which has never been here, in a network."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=str(network))


@pytest.fixture
def bo() -> Client:
    return browser()


@pytest.fixture
def cleo() -> Client:
    return browser(people.CLEO_NETWORK)


@pytest.fixture
def dag() -> Client:
    return browser(people.DAG_NETWORK)
