"""What a person is told when something cannot be done."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """A thing that cannot be done, in one sentence that says what is wrong and what to do.

    `status` is the HTTP status of the answer, `field` the name of the form field that it stands beside,
    `retry_after` the seconds after which it may be tried again.
    """

    status = 422

    def __init__(self, sentence: str, *, field: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.retry_after = retry_after


class Forbidden(Refusal):
    """Somebody else may do it, but not this person."""

    status = 403


class Missing(Refusal):
    """There is no such thing, or no longer."""

    status = 404


class Conflict(Refusal):
    """The thing has changed or is closed."""

    status = 409


class TooMany(Refusal):
    """A limit is reached; `retry_after` says when it opens again."""

    status = 429
