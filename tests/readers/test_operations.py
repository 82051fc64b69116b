from datetime import timedelta
from ipaddress import ip_address

import pytest

from masthead.kit.refusals import TooMany
from masthead.readers import operations, queries
from masthead.readers.models import Allowance, NetworkKey, Reader
from masthead.readers.rules import Limit
from tests.people import BO_NETWORK, CLEO_NETWORK

pytestmark = pytest.mark.django_db
LIMIT = Limit(burst=2, seconds=60)


def test_a_guest_is_known_again_by_the_mark():
    bo = operations.admit(None)
    assert queries.reader_of_mark(operations.mark_of(bo)) == bo
    assert operations.admit(bo) == bo


def test_a_forged_or_erased_mark_is_nobody():
    bo = operations.admit(None)
    mark = operations.mark_of(bo)
    assert queries.reader_of_mark(mark[:-1] + ("A" if mark[-1] != "A" else "B")) is None
    assert queries.reader_of_mark(f"{bo.pk}") is None
    Reader.objects.all().delete()
    assert queries.reader_of_mark(mark) is None


def test_the_third_act_in_a_minute_is_told_when_to_come_back(time_machine):
    time_machine.move_to("2026-03-01 12:00Z", tick=False)
    operations.charge(what="comment", who="bo", limit=LIMIT)
    operations.charge(what="comment", who="bo", limit=LIMIT)
    operations.charge(what="comment", who="cleo", limit=LIMIT)
    with pytest.raises(TooMany) as refusal:
        operations.charge(what="comment", who="bo", limit=LIMIT)
    assert refusal.value.retry_after == 30
    assert "30 seconds" in refusal.value.sentence
    time_machine.shift(timedelta(seconds=30))
    operations.charge(what="comment", who="bo", limit=LIMIT)


def test_a_network_hash_changes_each_day_and_its_key_is_gone_after_two(time_machine):
    time_machine.move_to("2026-03-01 23:00Z", tick=False)
    monday = operations.network_hash(BO_NETWORK)
    assert monday == operations.network_hash(BO_NETWORK) != operations.network_hash(CLEO_NETWORK)
    time_machine.shift(timedelta(hours=2))
    assert operations.network_hash(BO_NETWORK) != monday
    assert NetworkKey.objects.count() == 2
    time_machine.shift(timedelta(hours=46))
    operations.network_hash(BO_NETWORK)
    assert not NetworkKey.objects.filter(day="2026-03-01").exists()


def test_no_address_stands_in_any_row():
    operations.charge(what="comment", who=operations.network_hash(ip_address("203.0.113.77")), limit=LIMIT)
    assert not Allowance.objects.filter(name__contains="203.0.113").exists()
