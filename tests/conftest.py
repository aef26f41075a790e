"""The order of the tests, and what is said when the browser tests are left out."""

import pytest

LEFT_OUT = "no Chromium for the browser tests"


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
