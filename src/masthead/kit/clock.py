"""The one clock, and how its times are written. Tests stop it with time-machine; nothing else asks the time."""

from datetime import datetime

from django.template.defaultfilters import date as format_date
from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - the one place


def written(moment: datetime, present: datetime) -> str:
    """Write a time as readers say it, in the newsroom's zone: `24 January, 06:10`, with the year unless it is now's."""
    here = timezone.localtime(moment)
    year = "" if here.year == timezone.localtime(present).year else " Y"
    return format_date(here, f"j F{year}, H:i")
