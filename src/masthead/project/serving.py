"""`masthead serve`: uvicorn in front, Django as WSGI in a bounded pool of threads, the schedule beside them."""

import threading
from pathlib import Path
from typing import Any, cast

import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from masthead import __version__
from masthead.delivery.gate import Gate
from masthead.funding.operations import prove_ledger_is_closed
from masthead.kit.refusals import Refusal
from masthead.project import schedule


def prepare() -> None:
    """Bring the database and the static files of the site up to this version of the program."""
    Path(settings.FOLDER).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    collect_static()


def serve(*, host: str, port: int) -> int:
    """Serve until told to stop. Raises Refusal with a sentence when the ledger can be rewritten."""
    prepare()
    holes = prove_ledger_is_closed()
    if holes:
        raise Refusal("The ledger's history could be rewritten: " + " ".join(holes))
    stop = threading.Event()
    threading.Thread(target=schedule.keep, args=(stop,), name="schedule", daemon=True).start()
    server = uvicorn.Server(
        uvicorn.Config(
            Gate(cast("Any", WSGIMiddleware(cast("Any", get_wsgi_application()), workers=settings.THREADS))),
            host=host,
            port=port,
            loop="uvloop",
            http="httptools",
            lifespan="off",
            access_log=False,  # it would write the readers' network addresses
            proxy_headers=False,  # MASTHEAD_TRUSTED_PROXIES says who is believed
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=10,
        )
    )
    server.run()
    stop.set()
    return 0 if server.started else 1


def collect_static() -> None:
    """Collect and compress the static files once for each version and state of the theme."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder / ".collected"
    state = f"{__version__} {_newest_source()}"
    if stamp.exists() and stamp.read_text() == state:
        return
    # What is there stays: a running server and pages in caches still name the older files.
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    # The running process has read the manifest before it was written.
    staticfiles_storage.hashed_files = staticfiles_storage.load_manifest()[0]  # type: ignore[attr-defined]


def _newest_source() -> int:
    source = Path(settings.PACKAGE) / "theme" / "static"
    return max((int(file.stat().st_mtime) for file in source.rglob("*") if file.is_file()), default=0)
