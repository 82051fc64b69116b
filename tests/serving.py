"""`masthead serve` as a process of its own, on the very database that a test has filled."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.demo import ROOT, free_port, wait_for


@contextmanager
def running_site(folder: Path, static: Path, **settings: str) -> Iterator[str]:
    """Serve the test's database as `served_site` does, and yield the address."""
    with served_site(folder, static, **settings) as (address, _):
        yield address


@contextmanager
def served_site(folder: Path, static: Path, **settings: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve the test's database; yield the address and the server. The test must be transactional, or nothing is seen.

    `folder` becomes the site's, `static` holds the collected files of the theme, `settings` are MASTHEAD_* variables
    without that beginning. Whoever says so from this machine is believed to come from another network.
    """
    port = free_port()
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")},
        "DJANGO_SETTINGS_MODULE": "masthead.project.settings",
        "MASTHEAD_FOLDER": str(folder),
        "MASTHEAD_STATIC_FOLDER": str(static),
        "MASTHEAD_ADDRESS": f"http://127.0.0.1:{port}",
        "MASTHEAD_TRUSTED_PROXIES": "127.0.0.0/8",
        **_database(folder),
        **{f"MASTHEAD_{key.upper()}": value for key, value in settings.items()},
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "masthead", "serve", "--port", str(port)], env=environment, cwd=ROOT
    )
    try:
        wait_for(f"{environment['MASTHEAD_ADDRESS']}/robots.txt", server)
        yield environment["MASTHEAD_ADDRESS"], server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _database(folder: Path) -> Mapping[str, str]:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        (folder / "masthead.sqlite3").symlink_to(known["NAME"])
        return {}
    who = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}" if known["PASSWORD"] else quote(known["USER"])
    return {"MASTHEAD_DATABASE_URL": f"postgresql://{who}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"}
