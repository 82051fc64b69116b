"""The ground that all tests stand on."""

from pathlib import Path
from typing import Any

import pytest

from tests.ledger_reset import django_db_setup  # noqa: F401 - a fixture that every test of the database needs

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def fixtures_folder() -> Path:
    """The files from elsewhere; their absence is the one reason for which a test may be skipped everywhere."""
    folder = SHARED / "fixtures"
    if not folder.is_dir():
        pytest.skip("../shared/fixtures is not beside this checkout, so the files from elsewhere were not tried")
    return folder


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    """Files of the theme as they lie in the sources, and a quick hash for passwords."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
