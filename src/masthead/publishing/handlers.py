"""What publishing hooks into Wagtail when the program starts."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from masthead.publishing import operations
from masthead.publishing.forms.articles import ArticleForm
from masthead.publishing.models import ArticlePage

ArticlePage.base_form_class = ArticleForm


@receiver(page_published, sender=ArticlePage)
def _develop(instance: ArticlePage, **_: Any) -> None:
    transaction.on_commit(partial(operations.develop_pictures, article=instance), robust=True)
