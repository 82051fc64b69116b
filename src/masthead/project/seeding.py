"""`masthead seed`: fills an article with comments, so that a bench has something to measure."""

import random
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Concat, LPad

from masthead.discussion.models import Comment, Thread
from masthead.discussion.rules import ID_WIDTH
from masthead.kit import clock
from masthead.kit.refusals import Refusal
from masthead.publishing.models import ArticlePage
from masthead.publishing.queries import passages
from masthead.readers import operations as readers
from masthead.readers.models import Reader

BATCH = 1000
SHARE_OF_REPLIES = 0.4


def seed(*, comments: int, slug: str) -> int:
    """Add `comments` comments to the live article with this slug, two of five as replies, with votes in the counters.

    The comments are invented rows without voters: for benches on throw-away sites. Raises Refusal for no such article.
    """
    article = ArticlePage.objects.live().filter(slug=slug).first()
    if article is None:
        raise Refusal(f"There is no published article with the slug {slug}.")
    with transaction.atomic():
        thread, _ = Thread.objects.get_or_create(page=article.page_ptr)
        reader = readers.admit(None)
        replies = int(comments * SHARE_OF_REPLIES)
        words = " ".join(passage.text for passage in passages(article)).split() or ["Indeed."]
        roots = _add(thread, reader, words, [None] * (comments - replies))
        _add(thread, reader, words, [random.choice(roots) for _ in range(replies)])
        _settle(thread)
    print(f"{comments} comments were added to {article.url or slug}.")
    return 0


def _add(thread: Thread, reader: Reader, words: list[str], answers: list[int | None]) -> list[int | None]:
    begin = clock.now() - timedelta(seconds=len(answers))
    made: list[int | None] = []
    for first in range(0, len(answers), BATCH):
        part = enumerate(answers[first : first + BATCH], start=first)
        rows = [_comment(thread, reader, words, root, begin + timedelta(seconds=number)) for number, root in part]
        made += [row.pk for row in Comment.objects.bulk_create(rows)]
    return made


def _comment(thread: Thread, reader: Reader, words: list[str], root: int | None, at: datetime) -> Comment:
    said = " ".join(random.choices(words, k=random.randint(8, 60)))
    ups, downs = random.randint(0, 40), random.randint(0, 8)
    return Comment(
        thread=thread,
        reader=reader,
        root_id=root,
        parent_id=root,
        source=said,
        html=f"<p>{escape(said)}</p>",
        created_at=at,
        ups=ups,
        downs=downs,
        score=ups - downs,
    )


def _settle(thread: Thread) -> None:
    """Give the new replies their paths, the roots and the thread their counts."""
    new = Comment.objects.filter(thread=thread, path="")
    new.filter(root__isnull=False).update(path=Concat(_number("root"), _number("pk")))
    new.filter(root__isnull=True).update(path=_number("pk"))
    replies = Comment.objects.filter(thread=thread, root__isnull=False, listed=True)
    counts = replies.values("root").annotate(n=Count("pk"))
    rows = [Comment(pk=row["root"], reply_count=row["n"]) for row in counts]
    Comment.objects.bulk_update(rows, ["reply_count"], batch_size=BATCH)
    shown = Comment.objects.filter(thread=thread, state="shown").count()
    Thread.objects.filter(pk=thread.pk).update(comment_count=shown)


def _number(field: str) -> LPad:
    return LPad(Cast(F(field), CharField()), ID_WIDTH, Value("0"))
