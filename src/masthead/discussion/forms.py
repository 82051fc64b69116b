"""The form in which a comment is written, answered or changed, with everything that was typed."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from masthead.discussion import operations, queries
from masthead.discussion.models import Comment, Question
from masthead.discussion.rules.looking import read_number
from masthead.kit.refusals import Refusal

TRAP = "website"
TRAPPED = "The field that people do not see was filled in."


@dataclass(slots=True)
class CommentForm:
    """What the form asks and what was typed. `parent`, `question` and `edited` say what it is about."""

    action: str
    parent: Comment | None = None
    question: Question | None = None
    edited: Comment | None = None
    body: str = ""
    name: str = ""
    suspicion: str = ""
    problem: Refusal | None = None
    preview: str = ""

    @property
    def suffix(self) -> str:
        """What keeps the ids of this form's fields apart from those of others in the same page."""
        about = self.edited or self.parent
        return f"-{about.pk}" if about else ""

    @property
    def status(self) -> int:
        return self.problem.status if self.problem else 200

    @property
    def body_problem(self) -> str:
        return self._problem_of("body")

    @property
    def name_problem(self) -> str:
        return self._problem_of("name")

    @property
    def other_problem(self) -> str:
        return self.problem.sentence if self.problem and self.problem.field not in {"body", "name"} else ""

    def show_preview(self, page: Page) -> None:
        """Fill in the preview, or the problem that the text would meet."""
        try:
            self.preview = Comment(html=operations.preview(page=page, source=self.body)).markup
        except Refusal as refusal:
            self.problem = refusal

    def _problem_of(self, field: str) -> str:
        return self.problem.sentence if self.problem and self.problem.field == field else ""


def empty_form(panel: queries.Panel) -> CommentForm:
    """Return the form at the head of a discussion."""
    return CommentForm(action=panel.discussion_address, question=panel.answering)


def read_form(request: HttpRequest, page: Page) -> CommentForm:
    """Read a new comment, or a reply, as it was typed. What it cannot be about is told as the form's problem."""
    posted = request.POST
    form = CommentForm(
        action=f"{queries.address_of(page)}discussion/",
        body=posted.get("body", ""),
        name=posted.get("name", ""),
        suspicion=TRAPPED if posted.get(TRAP) else "",
    )
    try:
        parent, question = read_number(posted.get("parent", "")), read_number(posted.get("question", ""))
        form.parent = queries.find_listed(page, parent) if parent is not None else None
        form.question = queries.find_question(page, question) if question is not None else None
    except Refusal as refusal:
        form.problem = refusal
    return form
