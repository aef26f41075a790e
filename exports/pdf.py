"""A deck, or a unit's sheet, as PDF whose text can be selected; printed by Chromium from the same HTML."""

import os
import subprocess
import tempfile
from pathlib import Path

from exports import chromium, html
from exports.deck import Deck

MOST_SECONDS = 180
# Time that the page believes to have passed: it draws all slides before it is printed.
BUDGET = 120_000


def write(deck: Deck) -> bytes:
    """One slide a page, 16:9; `chromium.Missing`, `chromium.TooLong`."""
    return _printed(html.write(deck), "#print")


def sheet(page: bytes) -> bytes:
    """A page of HTML as it says itself how it is to be printed."""
    return _printed(page, "")


def _printed(page: bytes, fragment: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="pdf-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_bytes(page)
        command = [
            chromium.path(),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}",
            f"--virtual-time-budget={BUDGET}",
            f"--print-to-pdf={target}",
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            source.as_uri() + fragment,
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=True)
        except subprocess.TimeoutExpired as fault:
            raise chromium.TooLong from fault
        return target.read_bytes()
