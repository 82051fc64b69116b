"""`make test`: the whole suite on SQLite, then on PostgreSQL. The exit status is the worse of the two."""

import os
import subprocess
import sys
import tempfile

import psycopg

POSTGRES = os.environ.get("MASTHEAD_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def main() -> int:
    worst = run("SQLite", {})
    if not postgres_answers():
        print("PostgreSQL does not answer at 127.0.0.1:5432, so the suite was not run on it.", flush=True)
        return 1 if os.environ.get("CI") else worst
    return max(worst, run("PostgreSQL", {"MASTHEAD_DATABASE_URL": POSTGRES}))


def run(name: str, settings: dict[str, str]) -> int:
    print(f"\n=== on {name} ===", flush=True)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    with tempfile.TemporaryDirectory(prefix="masthead-test-") as folder:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[1:]],
            env={**clean, "MASTHEAD_FOLDER": folder, **settings},
            check=False,
        ).returncode


def postgres_answers() -> bool:
    try:
        psycopg.connect(POSTGRES, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
