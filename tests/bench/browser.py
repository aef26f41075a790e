"""The first page and what one more viewer costs: a real Chromium before a running server and before a bare app."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from .report import Line, times

ROOT = Path(__file__).parents[2]
REPEATED, VIEWERS, WARM_UP = 7, 10, 3
PATIENCE = 60_000
DRAWN = "() => document.querySelector('[data-testid=stPlotlyChart] .main-svg')"
BARE = """import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=["2023", "2024", "2025"], y=[3, 1, 2])))
"""


def chromium() -> str | None:
    """The Chromium of this machine, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def serving(script: Path) -> Generator[tuple[str, int]]:
    """Address and process id of a Streamlit server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    options = ["--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([*command, *options], cwd=script.parent, stdout=quiet, stderr=quiet)
    try:
        _await(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


def _await(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def resident(process: int) -> float:
    """MiB of a process that are in memory."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def opened(browser: Browser, address: str) -> tuple[float, Page]:
    """Milliseconds until the first chart stands in a browser that has cached nothing, and its page."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    return (time.perf_counter() - start) * 1000, page


def first_page(browser: Browser, ours: str, bare: str) -> list[Line]:
    """Our page and the bare one by turns."""
    found: dict[str, list[float]] = {ours: [], bare: []}
    for turn in range(REPEATED + 1):
        for address in (ours, bare) if turn % 2 else (bare, ours):
            took, page = opened(browser, address)
            page.context.close()
            found[address].append(took)
    mine, other = found[ours][1:], found[bare][1:]
    ratio = median(mine) / median(other)
    line = times("demo: first page, warm server", mine)
    aim = "1.2 x bare"
    return [
        Line(line.what, line.p50, line.p95, aim, (f"{ratio:.2f} x", ""), ratio <= 1.2),
        times("a bare page with one chart", other),
    ]


def viewers(browser: Browser, address: str, server: int) -> Line:
    """What each of some viewers who stay adds to the server's memory, once a few have been there."""
    for _ in range(WARM_UP):
        opened(browser, address)[1].context.close()
    pages = [opened(browser, address)[1]]
    before = resident(server)
    pages += [opened(browser, address)[1] for _ in range(VIEWERS)]
    time.sleep(1)
    each = (resident(server) - before) / VIEWERS
    for page in pages:
        page.context.close()
    return Line("a further viewer, server memory", f"{each:.2f} MiB", "", "1 MiB", reached=each <= 1)


def measure(folder: Path) -> list[Line]:
    """Lines for the first page and a further viewer; one that says so where there is no Chromium."""
    program = chromium()
    if not program:
        return [Line("first page, further viewer: no Chromium here", "-")]
    bare = folder / "bare" / "app.py"
    bare.parent.mkdir(exist_ok=True)
    bare.write_text(BARE, encoding="utf-8")
    with (
        serving(ROOT / "dashboard.py") as (ours, process),
        serving(bare) as (other, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        address = f"{ours}/?collection=demo"
        lines = [*first_page(browser, address, other), viewers(browser, address, process)]
        browser.close()
    return lines
