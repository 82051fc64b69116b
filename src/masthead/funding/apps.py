from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FundingConfig(AppConfig):
    name = "masthead.funding"
    verbose_name = "Funding"

    def ready(self) -> None:
        autodiscover_modules("handlers")
