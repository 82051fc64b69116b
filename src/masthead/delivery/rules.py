"""Who is asking, and from where: pure functions over headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Headers:
    """What a request says of its origin."""

    fetch_site: str
    origin: str
    has_cookie: bool


Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

READER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = READER_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
BACKSTAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


def reader_address(remote: str, forwarded: str, trusted: Sequence[Network]) -> Address | None:
    """Return the address of who asks: the nearest hop that is not a trusted proxy, or None when nothing tells.

    `forwarded` is the X-Forwarded-For header; it is believed only as far as trusted proxies wrote it, from the right.
    """
    nearest = _parse(remote)
    if nearest is None:
        return None
    for written in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_trusted(nearest, trusted):
            break
        farther = _parse(written)
        if farther is None:
            break
        nearest = farther
    return nearest


def is_same_site(method: str, headers: Headers, hosts: Sequence[str]) -> bool:
    """Say whether a request may change something: it comes from our own pages, or carries no cookie to misuse."""
    if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
        return True
    if headers.fetch_site:
        return headers.fetch_site in {"same-origin", "none"}
    if headers.origin:
        return urlsplit(headers.origin).netloc in hosts
    return not headers.has_cookie


def _parse(written: str) -> Address | None:
    try:
        address = ip_address(written.strip("[]"))
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)
