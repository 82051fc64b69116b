"""What publishing refuses."""

from collections.abc import Sequence

from masthead.kit.refusals import Refusal
from masthead.publishing.rules.readiness import Lack


class NotReady(Refusal):
    """An article cannot be published yet; `lacks` is everything that is missing, `article` the page's id."""

    def __init__(self, headline: str, lacks: Sequence[Lack], *, article: int) -> None:
        said = " ".join(lack.sentence for lack in lacks)
        super().__init__(f"“{headline}” was not published. {said}", field=str(lacks[0].path[0]))
        self.lacks = tuple(lacks)
        self.article = article
