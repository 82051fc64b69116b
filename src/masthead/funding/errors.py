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


class LedgerIsOpen(Exception):  # noqa: N818 - a state of the database that stops the start
    """Something that must be refused by the database was let through; each sentence names one thing."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences
