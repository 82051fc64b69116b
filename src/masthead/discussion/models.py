"""What is said under a page: threads, comments, votes, and the questions that the desk asks."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.safestring import SafeString
from wagtail.models import Page

from masthead.discussion import rules
from masthead.readers.models import Reader

if TYPE_CHECKING:
    from datetime import datetime


class Thread(models.Model):
    """The discussion of one page. Its row is made by the first thing said or asked there."""

    page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="thread")
    comment_count = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_sentence = models.CharField(max_length=rules.SENTENCE_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"discussion of page {self.page_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Question(models.Model):
    """What the desk asks about a passage: W3C TextQuoteSelector and TextPositionSelector on a block's plain text."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="questions")
    block_id = models.CharField(max_length=64)
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=rules.SENTENCE_LENGTH)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="discussion_question_marks_something"),
        ]

    def __str__(self) -> str:
        return self.text


class State(models.TextChoices):
    SHOWN = "shown", "Shown"
    HELD = "held", "Held"
    HIDDEN = "hidden", "Hidden"
    DELETED = "deleted", "Deleted"


class Badge(models.TextChoices):
    NONE = "", "None"
    AUTHOR = "author", "Author"
    STAFF = "staff", "Staff"


LISTED_ROOT = Q(listed=True, root__isnull=True)
LISTED_INLINE_ROOT = Q(listed=True, root__isnull=True, question__isnull=False)
LISTED_REPLY = Q(listed=True, root__isnull=False)


class Comment(models.Model):
    """One thing said. A root has neither `parent` nor `root`; `path` orders roots and replies.

    `listed` says whether it has a place on the page: it is shown, or something listed answers it.
    `reply_count` is kept on roots: the listed replies beneath, at any depth.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments", db_index=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies", db_index=False
    )
    path = models.CharField(max_length=rules.ID_WIDTH * (rules.SHOWN_DEPTH + 1), blank=True)
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="answers", db_index=False
    )

    reader = models.ForeignKey(Reader, null=True, on_delete=models.SET_NULL, related_name="comments")
    name = models.CharField(max_length=rules.NAME_LENGTH, blank=True)
    badge = models.CharField(max_length=8, choices=Badge.choices, default=Badge.NONE, blank=True)
    source = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    reason = models.CharField(max_length=rules.SENTENCE_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    listed = models.BooleanField(default=True)

    ups = models.PositiveIntegerField(default=0)
    downs = models.PositiveIntegerField(default=0)
    score = models.IntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["thread", "path"], condition=LISTED_ROOT, name="discussion_root_by_path"),
            models.Index(fields=["thread", "score", "path"], condition=LISTED_ROOT, name="discussion_root_by_score"),
            models.Index(fields=["thread", "path"], condition=LISTED_INLINE_ROOT, name="discussion_inline_by_path"),
            models.Index(
                fields=["thread", "score", "path"], condition=LISTED_INLINE_ROOT, name="discussion_inline_by_score"
            ),
            models.Index(fields=["root", "path"], condition=LISTED_REPLY, name="discussion_reply_by_path"),
            models.Index(fields=["state", "id"], name="discussion_comment_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(root__isnull=True, parent__isnull=True) | Q(root__isnull=False, parent__isnull=False),
                name="discussion_reply_has_root_and_parent",
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True) | Q(question__isnull=True), name="discussion_question_answered_by_root"
            ),
            models.CheckConstraint(condition=Q(score=F("ups") - F("downs")), name="discussion_score_is_ups_less_downs"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def depth(self) -> int:
        return rules.depth_of(self.path)

    @property
    def vote_count(self) -> int:
        return self.ups + self.downs

    @property
    def is_shown(self) -> bool:
        return self.state == State.SHOWN

    @property
    def markup(self) -> SafeString:
        """The sanitised HTML, which only `rules.markdown` writes."""
        return SafeString(self.html)

    @property
    def shown_name(self) -> str:
        return self.name or rules.UNNAMED

    def is_changeable(self, now: "datetime") -> bool:
        """Say whether its author may still edit or delete it."""
        return self.state in {State.SHOWN, State.HELD} and rules.may_still_change(self.created_at, now)


class CommentVersion(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"comment {self.comment_id} until {self.replaced_at}"


class Vote(models.Model):
    """One reader's vote on one comment: the truth that the comment's counters follow in the same transaction."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes", db_index=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    counted = models.BooleanField(default=True)
    network = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader"], name="discussion_one_vote_by_each_reader"),
            models.CheckConstraint(condition=Q(value__in=[-1, 1]), name="discussion_vote_is_up_or_down"),
        ]

    def __str__(self) -> str:
        return f"{self.value:+d} on comment {self.comment_id}"


class NetworkVotes(models.Model):
    """How many guest votes from one network count on one comment: at most rules.COUNTED_PER_NETWORK."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+", db_index=False)
    network = models.CharField(max_length=32)
    counted = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "network"], name="discussion_one_count_by_network"),
            models.CheckConstraint(
                condition=Q(counted__lte=rules.COUNTED_PER_NETWORK), name="discussion_network_counts_few"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counted} counted on comment {self.comment_id}"
