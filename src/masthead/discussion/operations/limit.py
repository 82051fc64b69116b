"""What one browser and one network may do in a minute: charged before anything is read."""

from masthead.discussion import rules
from masthead.readers import operations as readers
from masthead.readers.models import Reader


def charge_writing(*, reader: Reader | None, network: str) -> None:
    """Take one act of writing (posting, editing, deleting, preview) from the allowances, or raise TooMany."""
    readers.charge(what="write-network", who=network, limit=rules.WRITING_BY_NETWORK)
    if reader is not None:
        readers.charge(what="write-reader", who=str(reader.pk), limit=rules.WRITING_BY_READER)


def charge_vote(*, reader: Reader | None, network: str) -> None:
    """Take one act of voting from the allowances, or raise TooMany."""
    readers.charge(what="vote-network", who=network, limit=rules.VOTING_BY_NETWORK)
    if reader is not None:
        readers.charge(what="vote-reader", who=str(reader.pk), limit=rules.VOTING_BY_READER)
