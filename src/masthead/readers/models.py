# mypy: disable-error-code="django-manager-missing"
# (Wagtail gives every user a manager of their pictures that the plugin cannot resolve.)
"""People: the staff's accounts, and every reader who has ever acted here."""

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account. Ours from the first migration, so that it can grow without being moved."""


class Reader(models.Model):
    """Whoever acts on the site: a guest known by a mark in a cookie, or an account."""

    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="reader")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reader {self.pk}"


def new_secret() -> bytes:
    return secrets.token_bytes(32)


class NetworkKey(models.Model):
    """The day's key for hashing networks; without it a hash says nothing, and after two days it is gone."""

    day = models.DateField(unique=True)
    secret = models.BinaryField(default=new_secret)

    def __str__(self) -> str:
        return f"network key of {self.day}"


class Allowance(models.Model):
    """The theoretical arrival time of one limit for one hashed name (GCRA)."""

    name = models.CharField(max_length=80, primary_key=True)
    due = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["due"])]

    def __str__(self) -> str:
        return self.name
