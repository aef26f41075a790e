"""Texts as names of files that any system takes, Windows too."""

import re

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LONGEST = 120


def file_name(text: str) -> str:
    """A text as the name of a file, its letters kept; without an ending."""
    name = " ".join(FORBIDDEN.sub(" ", text).split()).strip(" .")[:LONGEST].strip(" .") or "_"
    return f"{name}_" if name.partition(".")[0].casefold() in RESERVED else name


def unlike(text: str, ending: str, taken: set[str]) -> str:
    """The name of a file with its ending, unlike all that are taken on a system that does not tell A from a."""
    plain, number = file_name(text), 2
    while (found := f"{plain}.{ending}").casefold() in taken:
        plain, number = f"{file_name(text)} {number}", number + 1
    taken.add(found.casefold())
    return found
