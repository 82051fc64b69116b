"""An invented newsroom needs readers who have voted."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from masthead.discussion.models import Comment, Vote
from masthead.readers import operations as readers


def invent_votes(*, wanted: Mapping[int, tuple[int, int]]) -> None:
    """Let fresh readers vote: `wanted` gives ups and downs for each comment's number. For demos and benches only."""
    with transaction.atomic():
        total = sum(ups + downs for ups, downs in wanted.values())
        voters = iter(readers.invent(count=total))
        votes = [
            Vote(comment_id=number, reader=next(voters), value=value)
            for number, (ups, downs) in wanted.items()
            for value in [1] * ups + [-1] * downs
        ]
        Vote.objects.bulk_create(votes, batch_size=500)
        for number, (ups, downs) in wanted.items():
            Comment.objects.filter(pk=number).update(
                ups=F("ups") + ups, downs=F("downs") + downs, score=F("score") + ups - downs
            )
