"""The desk: who publishes, and where its files go."""

import pytest

from masthead.readers.models import User
from tests.newsroom import make_site


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def hedda(client):
    """Hedda edits The Skerry; she is signed in."""
    make_site()
    user = User.objects.create_superuser("hedda", "hedda@skerry.example", "password")
    client.force_login(user)
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"  # as her browser says of each form she sends
    return user
