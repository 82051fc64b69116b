"""How tests empty tables that refuse to be emptied: the product has no switch for it, so it is done from outside.

After a transactional test Django flushes every table with DELETE or TRUNCATE, and the ledger refuses both. Instead the
database is put back to how the migrations left it, their own rows included: on SQLite from a copy of the file, on
PostgreSQL by emptying and refilling with `session_replication_role` set to `replica`, under which no trigger fires.

In a conftest: `from tests.ledger_reset import django_db_setup  # noqa: F401`.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

SCHEMA = "masthead_fresh"
PATIENCE = 30.0  # seconds for whoever still reads the file


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of the freshly migrated database, and put that back wherever Django would flush."""
    ways = {"sqlite": (_keep_file, _restore_file), "postgresql": (_keep_rows, _restore_rows)}
    keep, restore = ways[connection.vendor]
    operations = type(connection.ops)
    flush = operations.execute_sql_flush
    with django_db_blocker.unblock():
        keep()
    operations.execute_sql_flush = lambda *_: restore()  # type: ignore[method-assign]
    yield
    operations.execute_sql_flush = flush  # type: ignore[method-assign]
    if connection.vendor == "sqlite":
        _copy_path().unlink(missing_ok=True)


def _copy_path() -> Path:
    return Path(f"{connection.settings_dict['NAME']}.fresh")


def _keep_file() -> None:
    connection.ensure_connection()
    _copy_path().unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(_copy_path())) as copy:
        connection.connection.backup(copy)


def _restore_file() -> None:
    connection.ensure_connection()
    until = time.monotonic() + PATIENCE

    def give_up(status: int, _left: int, _all: int) -> None:
        if status not in {sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE} and time.monotonic() > until:
            raise TimeoutError("somebody still holds the test's database")

    with contextlib.closing(sqlite3.connect(_copy_path())) as copy:
        copy.backup(connection.connection, progress=give_up, sleep=0.05)


def _keep_rows() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" AS TABLE public."{table}"')


def _restore_rows() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        tables = connection.introspection.table_names(cursor)
        cursor.execute("TRUNCATE " + ", ".join(f'public."{table}"' for table in tables))
        for table in tables:
            cursor.execute(f'INSERT INTO public."{table}" TABLE {SCHEMA}."{table}"')
