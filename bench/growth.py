"""The first page of a discussion, uncached, in each order: a thread of 100,000 comments against one of 1,000.

Both are measured in this run, in turn, through Django's own client; printed is the ratio of the medians. Budget: 1.2.
`--comments N` chooses the large thread, `MASTHEAD_DATABASE_URL` an empty database on PostgreSQL.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROUNDS = 15
OK = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="masthead.project.settings", MASTHEAD_FOLDER=folder)
        django.setup()
        measure(given.comments)


def measure(comments: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first
    from django.test import Client, override_settings  # noqa: PLC0415

    from masthead.project.seeding import seed  # noqa: PLC0415
    from tests.newsroom import make_article, make_section  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    section = make_section()
    threads = {"small": 1_000, "large": comments}
    for slug, size in threads.items():
        make_article(section, slug=slug)
        seed(comments=size, slug=slug)
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    storage = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, **plain}
    with override_settings(STORAGES=storage):
        reader = Client()
        for sort in ("newest", "oldest", "most-voted"):
            times: dict[str, list[float]] = {slug: [] for slug in threads}
            for _ in range(ROUNDS):
                for slug in threads:
                    begin = time.perf_counter()
                    assert reader.get(f"/world/{slug}/?sort={sort}").status_code == OK  # noqa: S101
                    times[slug].append(time.perf_counter() - begin)
            small, large = (statistics.median(times[slug]) for slug in threads)
            print(f"{sort:<11} {small * 1000:7.1f} ms   {large * 1000:7.1f} ms   ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
