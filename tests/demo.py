"""A demo newsroom served by `masthead serve`, on the database that this run of the suite is about."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
OWN = {"MASTHEAD_FOLDER", "MASTHEAD_ADDRESS", "MASTHEAD_DATABASE_URL"}
MAKE = """
import sys
from pathlib import Path
from masthead.project.demo import newsroom
newsroom.make(Path(sys.argv[1]))
"""


@dataclass(frozen=True)
class DemoSite:
    """A demo that is being served: where, and the environment in which its database is reached."""

    address: str
    environment: dict[str, str]

    def run(self, code: str, *arguments: str) -> str:
        """Run Python inside the site, with Django set up, and return what it prints."""
        return subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}", *arguments],
            env=self.environment,
            cwd=ROOT,
            check=True,
            timeout=600,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


@contextmanager
def demo_site(folder: Path, *, name: str, **settings: str) -> Iterator[DemoSite]:
    """Make the demo in `folder` (on PostgreSQL in a database `name` of its own), serve it, and yield it."""
    with _database(name) as database:
        port = free_port()
        environment = {
            **{key: value for key, value in os.environ.items() if key not in OWN},
            "DJANGO_SETTINGS_MODULE": "masthead.project.settings",
            "MASTHEAD_FOLDER": str(folder / "site"),
            "MASTHEAD_ADDRESS": f"http://127.0.0.1:{port}",
            **database,
            **{f"MASTHEAD_{key.upper()}": value for key, value in settings.items()},
        }
        site = DemoSite(environment["MASTHEAD_ADDRESS"], environment)
        site.run(MAKE, str(folder / "site"))
        server = subprocess.Popen([sys.executable, "-m", "masthead", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(f"{site.address}/", server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: "subprocess.Popen[bytes]", *, seconds: float = 120) -> None:
    """Return when the server answers there; fail when it has ended or does not answer in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(f"the server ended with {server.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} did not answer within {seconds} seconds")


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    url = os.environ.get("MASTHEAD_DATABASE_URL", "")
    if not url:
        yield {}
        return
    own = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"MASTHEAD_DATABASE_URL": own}
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
