"""`publish_scheduled`, in place of Wagtail's: one page that is not ready does not keep the others from going live."""

from typing import Any

from django.core.management.base import BaseCommand

from masthead.publishing.operations import keep_schedule


class Command(BaseCommand):
    help = "Publish what is due and withdraw what has expired."

    def handle(self, *_args: Any, **options: Any) -> None:
        done = keep_schedule()
        for sentence in done.refused:
            self.stderr.write(sentence)
        if done.failed:
            self.stderr.write(f"Failed: {done.failed}. The log says why; they are tried again.")
        if options["verbosity"] and (done.published or done.withdrawn):
            self.stdout.write(f"Published: {done.published}. Withdrawn: {done.withdrawn}.")
