import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from masthead.project import environment

SECRET = "s3cret-" * 8


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (lambda: environment.whole("MASTHEAD_X", 8, least=1, most=64), "many"),
        (lambda: environment.whole("MASTHEAD_X", 8, least=1, most=64), "65"),
        (lambda: environment.switch("MASTHEAD_X", default=True), "maybe"),
        (lambda: environment.address("MASTHEAD_X", ""), "skerry.example"),
        (lambda: environment.address("MASTHEAD_X", ""), "https://skerry.example/news"),
        (lambda: environment.networks("MASTHEAD_X"), "10.0.0.0/8, proxy"),
        (lambda: environment.database("MASTHEAD_X", "file"), "mysql://root@localhost/x"),
        (lambda: environment.mail("MASTHEAD_X"), "localhost:25"),
        (lambda: environment.mail("MASTHEAD_X"), "smtp://localhost:port"),
        (lambda: environment.time_zone("MASTHEAD_X", ""), "Mars/Base"),
        (lambda: environment.language("MASTHEAD_X", ""), "xx"),
        (lambda: environment.level("MASTHEAD_X", ""), "loud"),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(monkeypatch, reader, value):
    monkeypatch.setenv("MASTHEAD_X", value)
    with pytest.raises(ImproperlyConfigured, match="MASTHEAD_X"):
        reader()


def start(*options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    return subprocess.run(
        [sys.executable, "-m", "masthead", "serve", "--port", "1", *options],
        env={**clean, **{f"MASTHEAD_{name.upper()}": value for name, value in settings.items()}},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("missing", "given"),
    [
        ("MASTHEAD_SECRET_KEY", {"email_url": "smtp://mail.example"}),
        ("MASTHEAD_SECRET_KEY", {"secret_key": "short", "email_url": "smtp://mail.example"}),
        ("MASTHEAD_RATE_LIMITS", {"secret_key": SECRET, "email_url": "smtp://mail.example", "rate_limits": "off"}),
        ("MASTHEAD_EMAIL_URL", {"secret_key": SECRET}),
    ],
)
def test_a_site_in_production_does_not_start_unsafe(missing, given):
    answer = start(address="https://news.example", **given)
    assert answer.returncode == 1
    assert missing in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_site_of_this_machine_is_not_shown_to_others(tmp_path):
    answer = start("--host", "0.0.0.0", folder=str(tmp_path))  # noqa: S104 - it is refused
    assert answer.returncode == 1
    assert "MASTHEAD_ADDRESS" in answer.stderr
    assert "Traceback" not in answer.stderr
