from ipaddress import ip_address

from hypothesis import given
from hypothesis import strategies as st

from masthead.readers.rules import Limit, keyed_hash, network_of, next_arrival


def test_three_at_once_are_allowed_and_the_fourth_waits():
    limit = Limit(burst=3, seconds=60)
    due = None
    for _ in range(3):
        allowed, due = next_arrival(limit, due, 1000.0)
        assert allowed
    allowed, moment = next_arrival(limit, due, 1000.0)
    assert not allowed
    assert moment == 1020.0
    assert next_arrival(limit, due, 1020.0)[0]


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 8), st.floats(1, 100))
def test_no_window_ever_holds_more_than_the_burst_and_what_has_leaked(gaps, burst, seconds):
    limit, due, now, granted = Limit(burst=burst, seconds=seconds), None, 0.0, []
    for gap in gaps:
        now += gap
        allowed, moment = next_arrival(limit, due, now)
        if allowed:
            due = moment
            granted.append(now)
    for first, start in enumerate(granted):
        for last in range(first, len(granted)):
            span = granted[last] - start
            assert last - first + 1 <= burst + span / limit.interval + 1e-6


def test_an_ipv6_network_is_its_64_bits():
    assert network_of(ip_address("2001:db8::1")) == network_of(ip_address("2001:db8::ffff"))
    assert network_of(ip_address("2001:db8:0:1::1")) != network_of(ip_address("2001:db8::1"))


def test_a_hash_does_not_hold_the_address():
    assert "192.0.2.1" not in keyed_hash(b"k", "192.0.2.1")
    assert keyed_hash(b"k", "192.0.2.1") != keyed_hash(b"l", "192.0.2.1")
