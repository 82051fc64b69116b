# ruff: noqa: S608 - the statements are these tests' own
"""The database itself refuses to rewrite the ledger, whoever asks, on committed rows."""

import threading
from collections.abc import Callable

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from masthead.funding import operations, queries
from masthead.funding.errors import MoreThanGiven
from masthead.funding.models import Account, Campaign, Entry, Transfer
from tests.funding.conftest import NOW, TODAY, give, take_back

pytestmark = pytest.mark.django_db(transaction=True)
sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="a way round that only SQLite has")
postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="a way round that only PostgreSQL has")


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def gift(campaign: Campaign) -> Entry:
    """100 $, committed."""
    return give(campaign, 10_000, "bank line 7")


def ledger() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Account, Entry, Transfer, Campaign)]


def refused(*statements: str, setting: str = "") -> None:
    """Each statement is refused, on a connection of its own settings, and nothing has changed."""
    before = ledger()
    for statement in statements:
        with connection.cursor() as cursor:
            if setting:
                cursor.execute(f"PRAGMA {setting} = OFF")
            try:
                with pytest.raises(IntegrityError):
                    cursor.execute(statement)
            finally:
                if setting:
                    cursor.execute(f"PRAGMA {setting} = ON")
    assert ledger() == before


def test_nothing_in_the_ledger_is_updated(gift):
    refused(
        "UPDATE funding_entry SET effective_at = '2020-01-01 00:00:00+00:00'",
        "UPDATE funding_entry SET source_ref = source_ref || 'x'",
        "UPDATE funding_transfer SET amount = amount + 1",
        "UPDATE funding_transfer SET debit_id = credit_id, credit_id = debit_id",
        "UPDATE funding_account SET code = code || 'x'",
        "UPDATE funding_account SET currency = 'EUR'",
        "UPDATE funding_campaign SET \"window\" = 'once'",
        "UPDATE funding_campaign SET account_id = (SELECT MIN(id) FROM funding_account WHERE kind = 'asset')",
    )


def test_nothing_in_the_ledger_is_deleted(gift):
    refused(*(f"DELETE FROM funding_{name}" for name in ("transfer", "entry", "account", "campaign")))


def test_the_models_are_refused_like_everybody_else(gift, campaign):
    gift.legs = 2
    with pytest.raises(IntegrityError):
        gift.save()
    with pytest.raises(IntegrityError):
        Transfer.objects.all().delete()
    with pytest.raises(IntegrityError):
        Account.objects.update(currency="EUR")


@sqlite_only
@pytest.mark.parametrize("setting", ["", "recursive_triggers"], ids=["as shipped", "recursive_triggers off"])
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
def test_replace_does_not_rewrite_history(gift, setting, verb):
    entry = "funding_entry (id, kind, effective_at, source_ref, legs, recorded_at)"
    transfer = "funding_transfer (id, entry_id, leg, debit_id, credit_id, amount)"
    row = Transfer.objects.get()
    accounts = f"{row.debit_id}, {row.credit_id}"
    refused(
        f"{verb} {entry} VALUES ({gift.pk}, 'gift', '2020-01-01', 'other', 1, '2020-01-01')",
        f"{verb} {entry} VALUES (99, 'gift', '2020-01-01', 'bank line 7', 1, '2020-01-01')",
        f"{verb} {transfer} VALUES ({row.pk}, {gift.pk}, 0, {accounts}, 1)",
        f"{verb} {transfer} VALUES (99, {gift.pk}, 0, {accounts}, 1)",
        f"{verb} funding_account (id, code, kind, currency) VALUES ({row.credit_id}, 'x', 'income', 'EUR')",
        f"{verb} funding_account (code, kind, currency) VALUES ('received:USD', 'asset', 'EUR')",
        setting=setting,
    )


def test_an_upsert_does_not_rewrite_history(gift):
    row = Transfer.objects.get()
    refused(
        "INSERT INTO funding_entry (kind, effective_at, source_ref, legs, recorded_at) VALUES "
        "('gift', '2020-01-01', 'bank line 7', 1, '2020-01-01') "
        "ON CONFLICT (source_ref) DO UPDATE SET effective_at = excluded.effective_at",
        "INSERT INTO funding_transfer (entry_id, leg, debit_id, credit_id, amount) VALUES "
        f"({gift.pk}, 0, {row.debit_id}, {row.credit_id}, 1) "
        "ON CONFLICT (entry_id, leg) DO UPDATE SET amount = excluded.amount",
        "INSERT INTO funding_account (code, kind, currency) VALUES ('received:USD', 'asset', 'EUR') "
        "ON CONFLICT (code) DO UPDATE SET currency = excluded.currency",
    )


@postgresql_only
def test_truncate_does_not_empty_the_ledger(gift):
    refused(
        "TRUNCATE funding_transfer",
        "TRUNCATE funding_entry CASCADE",
        "TRUNCATE funding_account CASCADE",
        "TRUNCATE funding_account, funding_entry, funding_transfer, funding_campaign, funding_gift RESTART IDENTITY",
    )


def test_a_finished_entry_takes_no_further_leg(gift):
    accounts = {"debit": Transfer.objects.get().debit, "credit": Transfer.objects.get().credit}
    for leg in (0, 1, 7):
        with pytest.raises(IntegrityError):
            Transfer.objects.create(entry=gift, leg=leg, amount=5, **accounts)


def test_an_unfinished_entry_takes_each_leg_once(gift):
    accounts = {"debit": Transfer.objects.get().debit, "credit": Transfer.objects.get().credit}
    entry = Entry.objects.create(kind="gift", effective_at=NOW, source_ref="x", legs=2, recorded_at=NOW)
    Transfer.objects.create(entry=entry, leg=1, amount=5, **accounts)
    with pytest.raises(IntegrityError):
        Transfer.objects.create(entry=entry, leg=1, amount=5, **accounts)
    Transfer.objects.create(entry=entry, leg=0, amount=5, **accounts)
    with pytest.raises(IntegrityError):
        Transfer.objects.create(entry=entry, leg=2, amount=5, **accounts)


def test_a_transfer_stays_within_one_currency(gift):
    euros = Account.objects.create(code="received:EUR", kind="asset", currency="EUR")
    entry = Entry.objects.create(kind="gift", effective_at=NOW, source_ref="x", legs=1, recorded_at=NOW)
    with pytest.raises(IntegrityError):
        Transfer.objects.create(entry=entry, leg=0, debit=euros, credit=Transfer.objects.get().credit, amount=5)


def test_the_proof_runs_on_a_ledger_that_is_in_use(gift):
    before = ledger()
    assert operations.prove_ledger_is_closed() == []
    assert ledger() == before
    assert give(Campaign.objects.get(), 5, "next").pk > gift.pk


# --- two at once, from two real connections ---


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads that start together; return what each returned or raised."""
    together = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            together.wait(timeout=20)
            results[number] = act()
        except Exception as error:  # noqa: BLE001 - it is the result
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.parametrize("round_", range(5))
def test_of_two_reversals_of_60_against_100_at_once_one_is_refused(gift, campaign, round_):
    results = at_once(*(lambda ref=ref: take_back(gift, 6000, ref) for ref in ("b", "c")))
    assert sorted(type(result).__name__ for result in results) == ["Entry", MoreThanGiven.__name__]
    assert queries.left_of(gift) == 4000
    assert queries.meter(campaign, NOW).amount == 4000


def written_past_the_operation(gift: Entry, ref: str, meet: Callable[[], object]) -> Entry:
    """Book a reversal of 60 as somebody would who forgot to lock and to sum."""
    given = Transfer.objects.get(entry=gift)
    with transaction.atomic():
        entry = Entry.objects.create(
            kind="reversal", effective_at=NOW, source_ref=ref, reverses=gift, legs=1, recorded_at=NOW
        )
        meet()
        Transfer.objects.create(entry=entry, leg=0, debit=given.credit, credit=given.debit, amount=6000)
    return entry


@pytest.mark.parametrize("round_", range(5))
def test_the_database_refuses_one_of_two_even_when_nobody_locks_or_sums(gift, round_):
    # On SQLite the second waits for the first at its BEGIN, so the two cannot meet inside.
    inside = threading.Barrier(2 if connection.vendor == "postgresql" else 1)
    meet = lambda: inside.wait(timeout=20)  # noqa: E731 - a name for what both are handed
    results = at_once(*(lambda ref=ref: written_past_the_operation(gift, ref, meet) for ref in ("b", "c")))
    assert sorted(type(result).__name__ for result in results) == ["Entry", "IntegrityError"]
    assert queries.left_of(gift) == 4000


@postgresql_only
@pytest.mark.parametrize("isolation", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_reversal_is_not_summed_over_an_old_sight(gift, isolation):
    def try_it() -> None:
        with transaction.atomic():
            connection.cursor().execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
            written_past_the_operation(gift, "b", lambda: None)

    with pytest.raises(IntegrityError, match="READ COMMITTED"):
        try_it()


@pytest.mark.parametrize("round_", range(5))
def test_one_source_told_by_four_at_once_books_once(gift, campaign, round_):
    results = at_once(*[lambda: give(campaign, 4000, "bank line 8")] * 4)
    assert len({getattr(result, "pk", result) for result in results}) == 1
    assert queries.meter(campaign, NOW).amount == 14_000


def test_two_servers_can_prove_at_once(gift):
    assert at_once(*[operations.prove_ledger_is_closed] * 3) == [[]] * 3


def test_gifts_booked_at_once_are_all_booked(campaign):
    acts = [lambda number=number: give(campaign, 100, f"gift {number}", on=TODAY) for number in range(8)]
    assert all(isinstance(result, Entry) for result in at_once(*acts))
    assert queries.meter(campaign, NOW).amount == 800
