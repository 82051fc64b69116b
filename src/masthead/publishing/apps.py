from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PublishingConfig(AppConfig):
    name = "masthead.publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        autodiscover_modules("handlers")
