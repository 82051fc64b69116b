"""Limits and marks: pure functions."""

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_network

NETWORK_KEY_HOURS = 48
MARK_DAYS = 400  # the longest that browsers keep a cookie


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `burst` acts at once, and `burst` in every `seconds` over time."""

    burst: int
    seconds: float

    @property
    def interval(self) -> float:
        """Seconds that one act costs."""
        return self.seconds / self.burst


SIGN_IN = Limit(burst=10, seconds=600)


def next_arrival(limit: Limit, due: float | None, now: float) -> tuple[bool, float]:
    """Apply GCRA (ITU-T I.371, annex A) to one act.

    `due` is the stored theoretical arrival time, `now` this moment, both in seconds. Returns whether the act is
    allowed, and with it the new arrival time to store, or, when refused, the moment at which it would be allowed.
    """
    arrival = max(now, due if due is not None else now)
    tolerance = limit.interval * (limit.burst - 1)
    if arrival - now > tolerance + 1e-9:
        return False, arrival - tolerance
    return True, arrival + limit.interval


def network_of(address: IPv4Address | IPv6Address) -> str:
    """Return the network that counts as one: the address itself, or the /64 of an IPv6 address."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def keyed_hash(secret: bytes, value: str) -> str:
    """Return 32 hexadecimal digits of HMAC-SHA-256: useless to whoever lacks the key."""
    return hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()[:32]
