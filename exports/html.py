"""A deck as one file of HTML that needs no network: shown full screen by keys, read on a telephone, or printed."""

import json
from html import escape
from pathlib import Path
from typing import Any

from charts import slides, theme
from exports import body, html_parts
from exports.deck import Deck

HERE = Path(__file__).parent
# Nothing is fetched, whatever a file would say.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def write(deck: Deck, dark: bool = False) -> bytes:
    """The deck as UTF-8; every figure, its numbers and the library that draws it stand inside."""
    say, figures, sections = deck.say, {}, [html_parts.opening(deck)]
    for number, shown in enumerate(deck.shown):
        pages = slides.of(body.figure(shown.card)[0]) if body.is_drawn(shown.card) else []
        for page, figure in enumerate(pages):
            figures[f"{number}-{page}"] = figure
        sections += html_parts.slides(shown, number, len(pages))
    sections.append(html_parts.closing(deck))
    sections += [html_parts.numbers(shown, number) for number, shown in enumerate(deck.shown)]
    drawing = {
        "figures": figures,
        "look": slides.looks()["dark" if dark else "light"],
        "config": theme.plotly_config(say),
    }
    words = {"rest": say("exports.html.rest", shown="{shown}", count="{count}"), "locale": say.lang}
    title = f"{deck.title} · {deck.unit}"
    return "".join(
        [
            f"<!doctype html><html lang='{say.lang}'{' class=dark' if dark else ''}><head><meta charset='utf-8'>",
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            "<meta name='viewport' content='width=device-width, initial-scale=1'>",
            f"<title>{escape(title)}</title><style>{_own('deck.css')}</style></head><body>",
            f"<main id='stage' tabindex='-1' aria-label='{escape(title, quote=True)}'>",
            *sections,
            "</main><div id='typed' hidden></div><div id='said' aria-live='polite'></div>",
            _data("figures", drawing),
            _data("words", words),
            f"<script>{slides.script()}</script><script>{_own('deck.js')}</script></body></html>",
        ]
    ).encode()


def _own(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _data(name: str, value: object) -> str:
    """Data for the script; text in it can't end the element it stands in."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return f"<script type='application/json' id='{name}'>{told.replace('<', chr(92) + 'u003c')}</script>"


def _plain(value: Any) -> Any:
    """What numpy calls a number, as JSON has it."""
    return value.item()
