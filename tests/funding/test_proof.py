"""The ledger is closed, and the proof at start-up finds every hole."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from masthead.funding import operations
from masthead.funding.migrations import _closed_postgresql, _closed_sqlite
from masthead.funding.models import Account, Campaign, Entry, Transfer

DIALECT = {"sqlite": _closed_sqlite, "postgresql": _closed_postgresql}[connection.vendor]
# To empty an account or an entry, TRUNCATE must empty the transfers too, whose own trigger refuses.
BACKED_BY_ANOTHER = {"funding_account_no_truncate", "funding_entry_no_truncate"}
DROPS = [
    drop
    for drop in DIALECT.OPEN
    if drop.startswith("DROP TRIGGER") and not any(name in drop for name in BACKED_BY_ANOTHER)
]


def test_the_ledger_withstands_every_known_attack(db):
    assert operations.prove_ledger_is_closed() == []


@pytest.mark.django_db(transaction=True)
def test_the_proof_leaves_no_row_behind():
    operations.prove_ledger_is_closed()
    assert not any(model.objects.exists() for model in (Account, Entry, Transfer, Campaign))


@pytest.mark.parametrize("drop", DROPS, ids=lambda drop: drop.split()[4])
def test_a_lost_trigger_is_named_at_the_start(db, drop):
    with connection.cursor() as cursor:
        cursor.execute(drop)
    found = operations.prove_ledger_is_closed()
    assert found
    assert all(sentence.startswith("The ledger let through ") and sentence.endswith(".") for sentence in found)


@contextmanager
def a_backup():
    """Somebody else reads every table of the ledger meanwhile, as pg_dump does."""
    reading, done = threading.Event(), threading.Event()

    def read():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "LOCK funding_transfer, funding_entry, funding_account, funding_campaign IN ACCESS SHARE MODE"
            )
            reading.set()
            done.wait()
        connection.close()

    other = threading.Thread(target=read)
    other.start()
    reading.wait()
    try:
        yield
    finally:
        done.set()
        other.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_a_start_during_a_backup_is_refused_only_where_a_trigger_is_off(caplog):
    with a_backup():
        assert operations.prove_ledger_is_closed() == []
    assert caplog.text.count("was not tried") == 5
    switch = "ALTER TABLE funding_entry {} TRIGGER funding_entry_no_truncate"
    with connection.cursor() as cursor:
        cursor.execute(switch.format("DISABLE"))
        try:
            with a_backup():
                found = operations.prove_ledger_is_closed()
        finally:
            cursor.execute(switch.format("ENABLE"))
    assert len(found) == 5
    assert all("could not be tried" in sentence for sentence in found)


def test_the_start_names_each_thing_that_got_through(db):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in DIALECT.OPEN:
            cursor.execute(statement)
    found = operations.prove_ledger_is_closed()
    assert "The ledger let through the loss of an entry." in found
    assert "The ledger let through reversals above the original." in found
