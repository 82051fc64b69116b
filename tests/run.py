"""`make test`: the whole suite on SQLite, then on PostgreSQL. The exit status is the worse of the two."""

import os
import subprocess
import sys
import tempfile

import psycopg

POSTGRES = os.environ.get("MASTHEAD_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


COLLECT = "import django; django.setup(); from masthead.project.serving import collect_static; collect_static()"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="masthead-test-") as folder:
        collect_static_files(folder)
        worst = run("SQLite", folder, {})
        if not postgres_answers():
            print("PostgreSQL does not answer at 127.0.0.1:5432, so the suite was not run on it.", flush=True)
            return 1 if os.environ.get("CI") else worst
        return max(worst, run("PostgreSQL", folder, {"MASTHEAD_DATABASE_URL": POSTGRES}))


def collect_static_files(folder: str) -> None:
    """Collect and compress once what every served site of this run shares."""
    subprocess.run([sys.executable, "-c", COLLECT], env=environment(folder, {}), check=True)


def run(name: str, folder: str, settings: dict[str, str]) -> int:
    print(f"\n=== on {name} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[1:]]
    return subprocess.run(command, env=environment(folder, settings), check=False).returncode


def environment(folder: str, settings: dict[str, str]) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    return {
        **clean,
        "DJANGO_SETTINGS_MODULE": "masthead.project.settings",
        "MASTHEAD_FOLDER": folder,
        "MASTHEAD_STATIC_FOLDER": f"{folder}/static",
        **settings,
    }


def postgres_answers() -> bool:
    try:
        psycopg.connect(POSTGRES, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
