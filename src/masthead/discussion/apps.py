from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DiscussionConfig(AppConfig):
    name = "masthead.discussion"
    verbose_name = "Discussion"

    def ready(self) -> None:
        autodiscover_modules("handlers")
