"""A real Chromium on the demo's pages, served by `masthead serve`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import tools
from tests.demo import DemoSite, demo_site

# The machine is busy with other tests: a condition may take its time to come true.
expect.set_options(timeout=20_000)
REFERENCE = "/world/talks-without-them/"


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[DemoSite]:
    """A demo newsroom of this worker's own."""
    with demo_site(tmp_path_factory.mktemp("demo"), name=f"masthead_demo_{worker_id}", rate_limits="off") as site:
        yield site


@pytest.fixture(scope="session")
def site(newsroom: DemoSite) -> str:
    """Its address."""
    return newsroom.address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = tools.chromium()
    tools.need(path, "Chromium is missing, so the journeys were not made.")
    # Playwright's own switch would make Django refuse the database to a thread that runs an event loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=["with script", "without script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with script")


@pytest.fixture
def context(chromium: Browser, site: str, scripted: bool) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        base_url=site, java_script_enabled=scripted, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page that fails its test when anything on it was refused, broke, or asked another host."""
    page = context.new_page()
    complaints = watch(page, site)
    yield page
    assert complaints == []


def watch(page: Page, site: str) -> list[str]:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site, "data:", "blob:")) else complaints.append(f"asked {request.url}")
        ),
    )
    return complaints


def open_desk(page: Page) -> None:
    """Sign in to the backstage as the demo's desk."""
    page.goto("/backstage/login/")
    page.get_by_label("Username").fill("desk")
    page.get_by_label("Password").fill("norrhavn-demo")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/backstage/")


def picture_file(folder: Path) -> Path:
    return folder / "pictures" / "exifr-IMG_20180725_163423-tiny.jpg"
