"""What is done to or for a reader."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address

from django.conf import settings
from django.core import signing
from django.db import transaction

from masthead.kit import clock
from masthead.kit.refusals import TooMany
from masthead.readers.models import Allowance, NetworkKey, Reader
from masthead.readers.queries import SALT
from masthead.readers.rules import NETWORK_KEY_HOURS, SIGN_IN, Limit, keyed_hash, network_of, next_arrival


def admit(reader: Reader | None) -> Reader:
    """Return the reader, made now if this is somebody's first act. Call inside the transaction of that act."""
    return reader or Reader.objects.create(created_at=clock.now())


def invent(*, count: int) -> list[Reader]:
    """Make `count` readers at once, for the invented newsroom of demos and benches."""
    now = clock.now()
    return Reader.objects.bulk_create([Reader(created_at=now) for _ in range(count)], batch_size=500)


def mark_of(reader: Reader) -> str:
    """Return the signed mark that a guest's browser keeps."""
    return signing.dumps(reader.pk, salt=SALT)


def network_hash(address: IPv4Address | IPv6Address | None) -> str:
    """Return today's keyed hash of the network that `address` belongs to: the only form in which one is kept.

    The key changes daily (UTC) and is gone after 48 hours, and with it every way back. Unknown addresses share a hash.
    """
    return keyed_hash(_key_of_today(), network_of(address) if address else "unknown")


def charge(*, what: str, who: str, limit: Limit) -> None:
    """Take one act of kind `what` from the allowance of `who` (a hash or an id), or raise TooMany with the wait."""
    if not settings.RATE_LIMITS:
        return
    now = clock.now().timestamp()
    with transaction.atomic():
        row, _ = Allowance.objects.select_for_update().get_or_create(name=f"{what}:{who}", defaults={"due": now})
        allowed, moment = next_arrival(limit, row.due, now)
        if allowed:
            Allowance.objects.filter(pk=row.pk).update(due=moment)
    if not allowed:
        wait = max(1, round(moment - now))
        raise TooMany(f"That was very fast. Please try again in {_in_words(wait)}.", retry_after=wait)


def charge_sign_in(*, address: IPv4Address | IPv6Address | None, name: str) -> None:
    """Take one try at the staff's door from the network's and from the name's allowance, or raise TooMany."""
    charge(what="sign-in", who=network_hash(address), limit=SIGN_IN)
    charge(what="sign-in-name", who=keyed_hash(_key_of_today(), name.casefold()), limit=SIGN_IN)


def forget_networks() -> None:
    """Delete the keys of networks that are older than 48 hours, and allowances that nobody waits for any more."""
    now = clock.now()
    NetworkKey.objects.filter(day__lt=now.date() - timedelta(hours=NETWORK_KEY_HOURS - 24)).delete()
    Allowance.objects.filter(due__lt=now.timestamp() - 86400).delete()


def _key_of_today() -> bytes:
    today = clock.now().date()
    key = NetworkKey.objects.filter(day=today).first()
    if key is None:
        key, _ = NetworkKey.objects.get_or_create(day=today)
        forget_networks()
    return bytes(key.secret)


def _in_words(seconds: int) -> str:
    if seconds < 90:  # noqa: PLR2004 - below this, minutes are too coarse
        return f"{seconds} second{'s' if seconds != 1 else ''}"
    return f"{-(-seconds // 60)} minutes"
