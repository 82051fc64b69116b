"""The environment through small typed readers: a wrong value stops the start with a sentence that names it."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def whole(name: str, default: int, *, least: int, most: int) -> int:
    written = text(name, str(default))
    if not written.isdecimal() or not least <= int(written) <= most:
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be a whole number from {least} to {most}.")
    return int(written)


def switch(name: str, *, default: bool) -> bool:
    written = text(name, "on" if default else "off").lower()
    if written not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be 'on' or 'off'.")
    return written == "on"


def address(name: str, default: str) -> str:
    written = text(name, default).rstrip("/")
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be like https://news.example, without a path.")
    return written


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def time_zone(name: str, default: str) -> str:
    written = text(name, default)
    if written not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be the name of a time zone, like Europe/Oslo.")
    return written


def language(name: str, default: str) -> str:
    written = text(name, default)
    if written not in LANG_INFO:
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be a language code, like en, de or ar.")
    return written


def level(name: str, default: str) -> str:
    written = text(name, default).upper()
    if written not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ImproperlyConfigured(f"{name} is {written!r}: it should be DEBUG, INFO, WARNING or ERROR.")
    return written


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has a port that is no number from 0 to 65535.") from error


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in text(name).split(",") if part.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} should be addresses or networks, parted by commas: {error}.") from error


def database(name: str, sqlite_file: str) -> dict[str, object]:
    """Return Django's database settings: the SQLite file, or the PostgreSQL server that `name` gives."""
    written = text(name)
    if not written:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_file,
            "OPTIONS": {
                # A deferred transaction that reads and then writes fails under parallel writers, whatever the time-out.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(written)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} should be like postgresql://user:password@host:5432/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(_port(name, parts) or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(name: str) -> dict[str, object] | None:
    """Return the mail server that `name` gives as smtp:// or smtps:// address, or None."""
    written = text(name)
    if not written:
        return None
    parts = urlsplit(written)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} should be like smtp://user:password@host:port.")
    return {
        "host": parts.hostname,
        "port": _port(name, parts) or (465 if parts.scheme == "smtps" else 25),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme == "smtps",
    }
