"""The browser that draws pictures, kept running: begun when first asked, ended where it hangs, and begun anew."""

import asyncio
import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import cache
from threading import Lock, Thread
from typing import Any

from exports import chromium

AT_ONCE = 2  # pictures drawn beside one another
BEGINNING, EACH, ENDING = 60, 60, 10  # seconds: until it runs, for one picture, until it has gone
_asking = Lock()
_running: list[Any] = []


def ask(work: Callable[[Any], Coroutine], seconds: float) -> Any:
    """What `work` gets from the browser (a `kaleido.Kaleido`) within `seconds`; one asks at a time.

    `chromium.Missing`; `chromium.TooLong` where the browser dies or hangs, for which the library may wait
    without end; who asks next finds a new one.
    """
    from choreographer import errors

    place = chromium.path()
    with _asking:
        try:
            if not _lives():
                _waited(_begun(place), BEGINNING)
            return _waited(work(_running[0]), seconds)
        except (
            TimeoutError,
            CancelledError,
            errors.BrowserClosedError,
            errors.BrowserFailedError,
            errors.ChannelClosedError,
        ) as fault:
            _kill()
            raise chromium.TooLong from fault


async def _begun(place: str) -> None:
    import kaleido  # the other files never need it

    browser = kaleido.Kaleido(n=AT_ONCE, path=place, timeout=EACH, mathjax=False)
    _running[:] = [browser]
    await browser.open()


def _lives() -> bool:
    return bool(_running) and _running[0].subprocess.poll() is None


def _waited(work: Coroutine, seconds: float) -> Any:
    asked = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        return asked.result(seconds)
    except TimeoutError:
        asked.cancel()
        raise


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Where the browser is talked to; it never stands still, so that nothing the browser says is missed."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True, name="drawing").start()
    atexit.register(_close)
    return loop


def _kill() -> None:
    """End the browser with all its processes; the library sees that they have gone, and cleans up after them."""
    for browser in _running:
        if process := getattr(browser, "subprocess", None):
            if sys.platform == "win32":
                told = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
                subprocess.run(told, check=False, capture_output=True)
            else:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    _running.clear()


def _close() -> None:
    if _lives():
        with suppress(TimeoutError, CancelledError):
            _waited(_running[0].close(), ENDING)
    _kill()
