"""The editor's form of an article: a draft is never refused, publishing is by the one rule."""

from collections.abc import Sequence
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.models import Page

from masthead.publishing.models.readiness import gather
from masthead.publishing.rules.readiness import ArticleFacts, Lack, Path, what_is_missing

UNTITLED = "Untitled"
ASKS_TO_PUBLISH = ("action-publish", "action-submit", "action-restart-workflow")


class ArticleForm(WagtailAdminPageForm):
    """Puts what is missing beside its fields when the article is published, scheduled, submitted or approved."""

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        for name in ("title", "slug"):  # Wagtail asks for these two even of a draft
            if self.fields[name].required:
                self.fields[name].required = False
                self.deferred_required_fields.append(name)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        return title or (UNTITLED if self.is_deferred_validation else "")

    def clean(self) -> dict[str, Any]:
        if self.is_deferred_validation and self.cleaned_data.get("slug") == "":
            self.cleaned_data["slug"] = self._free_slug()
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and self._asks_to_publish():
            refused = what_is_missing(self._facts(cleaned))
            for field, error in errors_by_field(refused).items():
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, error)
        return cleaned

    def _free_slug(self) -> str:
        wish = slugify(self.cleaned_data.get("title", ""), allow_unicode=True) or UNTITLED.lower()
        slugs = chain([wish], (f"{wish}-{number}" for number in count(2)))
        return next(slug for slug in slugs if Page._slug_is_available(slug, self.parent_page, self.instance))  # noqa: SLF001 - as in Wagtail's own form

    def _asks_to_publish(self) -> bool:
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return approves or any(name in self.data for name in ASKS_TO_PUBLISH)

    def _facts(self, cleaned: dict[str, Any]) -> ArticleFacts:
        return gather(
            headline=cleaned.get("title", ""),
            standfirst=cleaned.get("standfirst", ""),
            authors=self._authors(),
            lead=cleaned.get("lead_picture"),
            lead_alternative=cleaned.get("lead_alternative", ""),
            lead_caption=cleaned.get("lead_caption", ""),
            body=cleaned.get("body"),
        )

    def _authors(self) -> int:
        bylines = self.formsets.get("bylines")
        if bylines is None:
            return int(self.instance.bylines.count())
        bylines.full_clean()
        given = [getattr(form, "cleaned_data", {}) for form in bylines.forms]
        return sum(1 for one in given if one.get("author") and not one.get("DELETE"))


def errors_by_field(lacks: Sequence[Lack]) -> dict[str, ValidationError]:
    """Return one error for each field; that of the body has the sentences at their places in its blocks."""
    by_field: dict[str, list[Lack]] = {}
    for lack in lacks:
        by_field.setdefault(str(lack.path[0]), []).append(lack)
    return {field: _error([(lack.path[1:], lack.sentence) for lack in those]) for field, those in by_field.items()}


def _error(said: Sequence[tuple[Path, str]]) -> ValidationError:
    return _stream_error(said) if any(path for path, _ in said) else ValidationError([words for _, words in said])


def _stream_error(said: Sequence[tuple[Path, str]]) -> ValidationError:
    here, below = _sorted_out(said)
    errors = {place: _struct_error(those) for place, those in below.items()}
    return StreamBlockValidationError(block_errors=errors, non_block_errors=ErrorList(here))


def _struct_error(said: Sequence[tuple[Path, str]]) -> ValidationError:
    here, below = _sorted_out(said)
    errors = {name: _list_error(those) for name, those in below.items()}
    return StructBlockValidationError(block_errors=errors, non_block_errors=ErrorList(here))


def _list_error(said: Sequence[tuple[Path, str]]) -> ValidationError:
    here, below = _sorted_out(said)
    if not below:
        return ValidationError(here)
    errors = {place: _struct_error(those) for place, those in below.items()}
    return ListBlockValidationError(block_errors=errors, non_block_errors=ErrorList(here))


def _sorted_out(said: Sequence[tuple[Path, str]]) -> tuple[list[str], dict[Any, list[tuple[Path, str]]]]:
    """Part what is said of this very place from what is said of the places below it."""
    here: list[str] = []
    below: dict[Any, list[tuple[Path, str]]] = {}
    for path, sentence in said:
        if path:
            below.setdefault(path[0], []).append((path[1:], sentence))
        else:
            here.append(sentence)
    return here, below
