"""What happens by the clock: planned articles go live and expired ones leave, in the process that serves."""

import logging
import threading

from django.core.management import call_command
from django.db import close_old_connections

SECONDS = 10
log = logging.getLogger(__name__)


def keep(stop: threading.Event) -> None:
    """Look every ten seconds until `stop` is set; a failure is logged and does not end the schedule."""
    while not stop.wait(SECONDS):
        try:
            call_command("publish_scheduled", verbosity=0)
        except Exception:
            log.exception("The schedule could not be kept this time; it is tried again.")
        finally:
            close_old_connections()
