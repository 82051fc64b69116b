"""The cast, by name, used everywhere.

Ada edits the paper. Bo reads it as a guest and comments. Cleo is another guest, from another network. Dag comes from
Bo's network. Mallory means harm.
"""

from ipaddress import IPv4Address, IPv6Address

from masthead.readers.models import User

BO_NETWORK = IPv4Address("192.0.2.10")
CLEO_NETWORK = IPv4Address("198.51.100.20")
DAG_NETWORK = BO_NETWORK
MALLORY_NETWORK = IPv6Address("2001:db8:bad::1")
PASSWORD = "a long enough secret"


def ada() -> User:
    """Ada, who may do everything in the backstage."""
    return User.objects.create_superuser("ada", "ada@skerry.example", PASSWORD)
