"""The command `masthead`: its words, and which function each of them calls."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from masthead.kit.refusals import Refusal
from masthead.project.environment import is_loopback

LOOPBACK = "127.0.0.1"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a wrong setting or a refusal is one sentence, never a trace."""
    given = _parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.project.settings")
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        return 130
    except OperationalError as error:
        where = "MASTHEAD_FOLDER or MASTHEAD_DATABASE_URL says where it is."
        print(f"masthead: The database cannot be used ({error}). {where}".replace("\n", " "), file=sys.stderr)
        return 1
    except (ImproperlyConfigured, Refusal) as error:
        print(f"masthead: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="masthead", description="The whole public side of a newsroom.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="make an invented newsroom in a throw-away folder and serve it")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="where it lives (default: ./demo)")
    demo.add_argument("--make-only", action="store_true", help="make it, print the addresses and stop")
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="serve the site of MASTHEAD_FOLDER")
    serve.set_defaults(run=_serve)

    seed = commands.add_parser("seed", help="fill an article with comments, for benches")
    seed.add_argument("--comments", type=int, required=True, help="how many comments to add")
    seed.add_argument("--article", required=True, help="the article's slug")
    seed.set_defaults(run=_seed)

    serve.add_argument("--host", default=LOOPBACK, help=f"the address to listen on (default: {LOOPBACK})")
    demo.set_defaults(host=LOOPBACK)  # its password is printed for everybody to read
    for command in (demo, serve):
        command.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    return parser


def _demo(given: argparse.Namespace) -> int:
    for name in [name for name in os.environ if name.startswith("MASTHEAD_")]:
        if name not in {"MASTHEAD_RATE_LIMITS", "MASTHEAD_TRUSTED_PROXIES", "MASTHEAD_LANGUAGE", "MASTHEAD_THREADS"}:
            del os.environ[name]  # the demo is a world of its own, on SQLite
    os.environ["MASTHEAD_FOLDER"] = str(given.folder.resolve())
    os.environ["MASTHEAD_ADDRESS"] = f"http://{given.host}:{given.port}"
    django.setup()
    from masthead.project.demo import newsroom  # noqa: PLC0415 - its models need Django set up

    newsroom.make(given.folder.resolve())
    print(newsroom.greeting(os.environ["MASTHEAD_ADDRESS"]), flush=True)
    return 0 if given.make_only else _serve(given)


def _serve(given: argparse.Namespace) -> int:
    django.setup()
    if not settings.PRODUCTION and not is_loopback(given.host):
        raise Refusal(
            f"--host {given.host} would show this site to others, and it is set up for this machine alone: "
            "set MASTHEAD_ADDRESS to the address under which readers reach it."
        )
    from masthead.project import serving  # noqa: PLC0415 - its models need Django set up

    return serving.serve(host=given.host, port=given.port)


def _seed(given: argparse.Namespace) -> int:
    django.setup()
    from masthead.project import seeding  # noqa: PLC0415 - its models need Django set up

    return seeding.seed(comments=given.comments, slug=given.article)
