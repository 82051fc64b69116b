"""What can be wrong with the address of a discussion."""

from django.core.exceptions import BadRequest

from masthead.kit.refusals import Refusal


class UnreadableAddress(Refusal, BadRequest):
    """An order, place or filter that does not exist; Django itself answers 400 wherever it is raised."""

    status = 400
