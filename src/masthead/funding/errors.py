"""What can go wrong with money, each with the sentence that is said."""

from masthead.kit.refusals import Conflict


class AlreadyBooked(Conflict):
    """The source has been booked before, as something else."""

    def __init__(self) -> None:
        super().__init__(
            "This form was booked before, with other figures, so nothing was booked now. "
            "If this is a second entry, send the form once more."
        )


class MoreThanGiven(Conflict):
    """A reversal would take back more than is left of the gift."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="amount")
