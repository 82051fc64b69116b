from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "masthead.readers"
    verbose_name = "Readers"
