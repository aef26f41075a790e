"""The browser that draws pictures and pages of paper, where this machine has one."""

import os
import shutil
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    r"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    r"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    r"C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
)


class Missing(RuntimeError):
    """This machine has no Chromium, Chrome or Edge; nothing else than PDF and pictures needs one."""


class TooLong(RuntimeError):
    """The browser did not answer in time and was ended."""


@cache
def path() -> str:
    """Where the browser is; CHROMIUM names it, else the usual names and places; Missing."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else [*NAMES, *PLACES]
    for name in wanted:
        if found := shutil.which(name):
            return found
    raise Missing
