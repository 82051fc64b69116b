from ipaddress import ip_address, ip_network

import pytest

from masthead.delivery.rules import Headers, is_same_site, reader_address

PROXY = [ip_network("10.0.0.0/8")]


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "who"),
    [
        ("192.0.2.1", "", [], "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", [], "192.0.2.1"),  # nobody is trusted by default
        ("10.0.0.1", "203.0.113.9", PROXY, "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1, 203.0.113.9", PROXY, "203.0.113.9"),  # the left part is the client's invention
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", PROXY, "203.0.113.9"),
        ("10.0.0.1", "nonsense", PROXY, "10.0.0.1"),
        ("::ffff:192.0.2.1", "", [], "192.0.2.1"),
        ("10.0.0.1", "[2001:db8::1]", PROXY, "2001:db8::1"),
    ],
)
def test_who_asks_is_the_nearest_hop_that_is_not_trusted(remote, forwarded, trusted, who):
    assert reader_address(remote, forwarded, trusted) == ip_address(who)


def test_a_broken_address_is_nobody():
    assert reader_address("", "203.0.113.9", PROXY) is None


@pytest.mark.parametrize(
    ("method", "fetch_site", "origin", "cookie", "allowed"),
    [
        ("GET", "cross-site", "https://evil.example", True, True),
        ("POST", "same-origin", "", True, True),
        ("POST", "none", "", True, True),
        ("POST", "cross-site", "", False, False),
        ("POST", "same-site", "", True, False),
        ("POST", "", "https://skerry.example", True, True),
        ("POST", "", "https://evil.example", False, False),
        ("POST", "", "null", False, False),
        ("POST", "", "https://skerry.example.evil.example", True, False),
        ("POST", "", "", True, False),
        ("POST", "", "", False, True),
        ("DELETE", "", "", True, False),
    ],
)
def test_only_our_own_pages_change_something(method, fetch_site, origin, cookie, allowed):
    headers = Headers(fetch_site=fetch_site, origin=origin, has_cookie=cookie)
    assert is_same_site(method, headers, ["skerry.example"]) is allowed
