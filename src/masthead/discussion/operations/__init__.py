"""One function for each thing that a person does in a discussion."""

from masthead.discussion.operations.ask import ask, withdraw
from masthead.discussion.operations.close import close, reopen
from masthead.discussion.operations.edit import check_own, delete, edit
from masthead.discussion.operations.invent import invent_votes
from masthead.discussion.operations.limit import charge_vote, charge_writing
from masthead.discussion.operations.moderate import approve, hide, restore
from masthead.discussion.operations.post import post
from masthead.discussion.operations.render import preview
from masthead.discussion.operations.vote import Ballot, vote

__all__ = [
    "Ballot",
    "approve",
    "ask",
    "charge_vote",
    "charge_writing",
    "check_own",
    "close",
    "delete",
    "edit",
    "hide",
    "invent_votes",
    "post",
    "preview",
    "reopen",
    "restore",
    "vote",
    "withdraw",
]
