"""A reader votes, turns the vote, or takes it back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from masthead.discussion.events import VoteCast
from masthead.discussion.models import Comment, NetworkVotes, Vote
from masthead.discussion.operations.listing import refuse_if_closed
from masthead.discussion.rules import COUNTED_PER_NETWORK
from masthead.kit import events
from masthead.kit.refusals import Forbidden, Missing, Refusal
from masthead.readers import operations as readers
from masthead.readers.models import Reader

UP, DOWN, NONE = 1, -1, 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """How the comment stands after a reader's vote; `vote` is None when there is none (any more)."""

    comment: Comment
    reader: Reader | None
    vote: Vote | None


def vote(*, comment: Comment, reader: Reader | None, value: int, network: str) -> Ballot:
    """Set the reader's vote on a comment to 1, -1 or 0 (none). `network` is the hash of where it comes from.

    The vote is kept in any case. From one network only the first few guest votes on a comment count, and a voter is not
    told. A first act makes the reader: see the ballot's.

    Raises Forbidden (one's own comment), Conflict (closed), Missing (removed) and Refusal (another value).
    """
    if value not in {UP, DOWN, NONE}:
        raise Refusal("A vote is up, down or none.")
    with transaction.atomic():
        comment = _hold_for_voting(comment, reader)
        standing = Vote.objects.filter(comment=comment, reader=reader).first() if reader else None
        cast: Vote | None = None
        if value == NONE:
            _take_back(standing)
        elif standing:
            cast = _turn(standing, value)
        else:
            reader = readers.admit(reader)
            cast = _give(comment, reader, value, network)
        comment.refresh_from_db(fields=["ups", "downs", "score"])
        events.announce(VoteCast(page_id=comment.thread.page_id, comment_id=comment.pk))
    return Ballot(comment, reader, cast)


def _hold_for_voting(comment: Comment, reader: Reader | None) -> Comment:
    current = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("thread").get(pk=comment.pk)
    if not current.is_shown:
        raise Missing("This comment has been removed, so it takes no votes.")
    refuse_if_closed(current.thread)
    if reader is not None and current.reader_id == reader.pk:
        raise Forbidden("This is your own comment. Others vote on it.")
    return current


def _give(comment: Comment, reader: Reader, value: int, network: str) -> Vote:
    is_guest = reader.user_id is None
    counted = _take_a_place(comment, network) if is_guest else True
    cast = Vote.objects.create(
        comment=comment, reader=reader, value=value, counted=counted, network=network if is_guest else ""
    )
    _count(cast, 1)
    return cast


def _turn(standing: Vote, value: int) -> Vote:
    if standing.value != value:
        _count(standing, -1)
        standing.value = value
        standing.save(update_fields=["value"])
        _count(standing, 1)
    return standing


def _take_back(standing: Vote | None) -> None:
    if standing is None:
        return
    _count(standing, -1)
    if standing.counted and standing.network:
        _places(standing.comment_id, standing.network).update(counted=F("counted") - 1)
    standing.delete()


def _take_a_place(comment: Comment, network: str) -> bool:
    NetworkVotes.objects.get_or_create(comment=comment, network=network)
    free = _places(comment.pk, network).filter(counted__lt=COUNTED_PER_NETWORK)
    return bool(free.update(counted=F("counted") + 1))


def _places(comment_id: int, network: str) -> QuerySet[NetworkVotes]:
    return NetworkVotes.objects.filter(comment_id=comment_id, network=network)


def _count(cast: Vote, change: int) -> None:
    if not cast.counted:
        return
    row = Comment.objects.filter(pk=cast.comment_id)
    if cast.value == UP:
        row.update(ups=F("ups") + change, score=F("score") + change)
    else:
        row.update(downs=F("downs") + change, score=F("score") - change)
