"""The one clock. Tests stop it with time-machine; nothing else asks the time."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - the one place
