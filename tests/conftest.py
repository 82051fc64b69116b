"""The ground that all tests stand on."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def fixtures_folder() -> Path:
    """The files from elsewhere; their absence is the one reason for which a test may be skipped everywhere."""
    folder = SHARED / "fixtures"
    if not folder.is_dir():
        pytest.skip("../shared/fixtures is not beside this checkout, so the files from elsewhere were not tried")
    return folder
