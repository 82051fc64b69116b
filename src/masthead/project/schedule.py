"""What happens by the clock: planned articles go live and expired ones leave, in the process that serves."""

import logging
import threading

from django.db import close_old_connections

from masthead.publishing.operations import keep_schedule
from masthead.readers.operations import forget_networks

SECONDS = 10
log = logging.getLogger(__name__)


def keep(stop: threading.Event) -> None:
    """Look every ten seconds until `stop` is set; a failure is logged and does not end the schedule."""
    while not stop.wait(SECONDS):
        try:
            keep_schedule()
            forget_networks()
        except Exception:
            log.exception("The schedule could not be kept this time; it is tried again.")
        finally:
            close_old_connections()
