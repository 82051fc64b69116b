"""What other rooms may ask about readers."""

from django.core import signing

from masthead.readers.models import Reader
from masthead.readers.rules import MARK_DAYS

SALT = "masthead.readers.mark"


def reader_of_mark(mark: str | None) -> Reader | None:
    """Return the reader whose signed mark this is; None for no mark, a forged one, or one whose row was erased."""
    if not mark:
        return None
    try:
        number = signing.loads(mark, salt=SALT, max_age=MARK_DAYS * 86400)
    except signing.BadSignature:
        return None
    return Reader.objects.filter(pk=number).first()
