"""The proof, at every start, that the ledger is closed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, IntegrityError, connection, transaction

from masthead.funding.operations.attacks import BY_VENDOR, PLANTED, Attack

TURN = 0x6D617374  # any number that is ours
PATIENCE = "500ms"  # TRUNCATE waits for every reader of the table, and new readers wait behind it
LOCKED = "55P03"  # PostgreSQL's lock_not_available
TABLES = ("funding_transfer", "funding_entry", "funding_account", "funding_campaign")
TRUNCATE_IS_REFUSED = f"""
    SELECT count(*) = {len(TABLES)} FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
    WHERE t.tgrelid = ANY('{{{",".join(TABLES)}}}'::regclass[]) AND t.tgname = t.tgrelid::regclass || '_no_truncate'
      AND t.tgtype & 34 = 34 AND t.tgenabled IN ('O', 'A') AND p.proname = 'funding_never'
"""  # noqa: S608 - made of this file's own names; 34 is BEFORE and TRUNCATE
log = logging.getLogger(__name__)


def prove_ledger_is_closed() -> list[str]:
    """Try every known way to rewrite the ledger, and return a sentence for each that got through: none, on a sound one.

    A TRUNCATE that another's lock holds up, as a backup's does, is not tried where the triggers that refuse it stand.

    It runs in one transaction that is rolled back and leaves nothing behind. What it cannot refute is somebody who may
    change the schema: they can drop a trigger, and are found out at the next start.
    """
    with transaction.atomic():
        _plant()
        found = [sentence for attack in BY_VENDOR[connection.vendor] if (sentence := _try(attack))]
        transaction.set_rollback(True)
    return found


def _plant() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Two servers that start at once would wait for each other's rows and tables.
            cursor.execute(f"SELECT pg_advisory_xact_lock({TURN})")
        for statement in PLANTED:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            # Else TRUNCATE would be refused for the checks that are pending, and not by the trigger.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")


def _try(attack: Attack) -> str:
    """Return what is wrong, or nothing when the database refused the attack for its sake."""
    try:
        with _set(attack.setting), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack.statement)
            transaction.set_rollback(True)
    except IntegrityError:
        return ""
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == LOCKED and _truncate_is_refused(attack):
            log.warning("Somebody reads the ledger for long, so %s was not tried. Its trigger stands.", attack.what)
            return ""
        return f"It could not be tried whether the ledger refuses {attack.what}: {str(error).strip()}."
    return f"The ledger let through {attack.what}."


def _truncate_is_refused(attack: Attack) -> bool:
    if not attack.statement.startswith("TRUNCATE"):
        return False
    with connection.cursor() as cursor:
        cursor.execute(TRUNCATE_IS_REFUSED)
        return bool(cursor.fetchone()[0])


@contextmanager
def _set(setting: str) -> Iterator[None]:
    if not setting:
        yield
        return
    name = setting.partition(" ")[0]
    with connection.cursor() as cursor:
        before = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        cursor.execute(f"PRAGMA {setting}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name} = {before}")
