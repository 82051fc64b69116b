"""Announcements: frozen past-tense dataclasses, sent after commit to whoever listens.

An announcement is lost in a crash, so it serves purge and live update only. What must not be lost is a row or a task
in the transaction that caused it.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

Event = TypeVar("Event")
_listeners: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def announce(event: object) -> None:
    """Tell every listener of this event's type, once the running transaction has been committed."""
    transaction.on_commit(lambda: _tell(event))


def listen(kind: type[Event]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Register the decorated function for events of `kind`."""

    def register(listener: Callable[[Event], None]) -> Callable[[Event], None]:
        _listeners[kind].append(listener)
        return listener

    return register


def _tell(event: object) -> None:
    for listener in _listeners[type(event)]:
        listener(event)
