"""What the tests share: their own warehouses, a running dashboard, a browser; and the order they run in."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house import COLLECTIONS, ROOT, TINY
from tests.screen import Screen

LEFT_OUT = "no Chromium for the browser tests"
CHROMIUM = os.environ.get("CHROMIUM") or "chromium"


def pytest_addoption(parser):
    parser.addoption("--no-browser", action="store_true", help="leave out the browser tests")


def pytest_collection_modifyitems(config, items):
    """Fast tests first; browser tests last, or skipped under --no-browser."""
    items.sort(key=lambda item: "browser" in item.keywords)
    if config.getoption("--no-browser"):
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(pytest.mark.skip(reason=LEFT_OUT))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """The closing line counts the browser tests that did not run."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not config.getoption("--no-browser"):
        return
    skipped = reporter.stats.get("skipped", [])
    count = sum(1 for report in skipped if "browser" in report.keywords)
    reporter.write_line(f"!! {count} BROWSER TESTS DID NOT RUN: {LEFT_OUT}", red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def warehouses(tmp_path_factory) -> Iterator[Path]:
    """The tests' own folder of warehouse files, and the tiny collection in the place of `local`.

    A worker has its own: building is cheaper than waiting for one another.
    """
    folder = tmp_path_factory.mktemp("warehouse")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANG_VIEN_WAREHOUSE", str(folder))
        patch.setenv("DANG_VIEN_LOCAL", str(TINY))
        patch.setenv("DANG_VIEN_SAVED", str(tmp_path_factory.mktemp("saved")))
        yield folder


def _built(collection: str) -> str:
    from ingest.build import build

    build(collection)
    return collection


@pytest.fixture(scope="session")
def tiny(warehouses) -> str:
    """The tiny collection, built; its name."""
    return _built("local")


@pytest.fixture(scope="session")
def reports(warehouses) -> str:
    """The four reports, built; the name of the collection."""
    return _built("reports")


@pytest.fixture(scope="session")
def demo(warehouses) -> str:
    """The made-up province, built; the name of the collection."""
    return _built("demo")


@pytest.fixture(scope="session")
def every_collection(tiny, reports, demo) -> tuple[str, ...]:
    """All three collections, built."""
    return COLLECTIONS


@contextmanager
def serving(**environment: str) -> Iterator[str]:
    """A dashboard of its own on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    try:
        _until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _until_healthy(address: str, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def server(every_collection) -> Iterator[str]:
    """A dashboard with all three collections; its address."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """A running Chromium."""
    import shutil

    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which(CHROMIUM) or CHROMIUM,
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(chromium, server) -> Iterator:
    """A browser window's home with an English locale; its first tab stays."""
    home = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US", accept_downloads=True
    )
    home.new_page().goto(f"{server}/_stcore/health")
    yield home
    home.close()


def new_tab(context):
    """A tab opened from the first one: both are one process of the browser, which has read Plotly already."""
    with context.expect_page() as told:
        context.pages[0].evaluate("window.open()")
    return told.value


@pytest.fixture
def screen(context, server) -> Iterator[Screen]:
    """A new tab at the shared dashboard."""
    tab = new_tab(context)
    yield Screen(tab, server)
    tab.close()
