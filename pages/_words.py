"""Text into the page: escaped once, in the few HTML shapes that a card needs."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("_style.css")
PAPER = Path(__file__).with_name("_paper.js")


def head(title: str, subtitle: str, flags: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
    """The head of a card: its finding, what is shown for whom and when, its flags, and the figures (unit and
    period, figure) that no yearly axis can hold."""
    marks = "".join(f"<li>{escape(flag)}</li>" for flag in flags)
    own = "".join(f"<div><dt>{escape(when)}</dt><dd>{escape(what)}</dd></div>" for when, what in apart)
    st.html(
        f"<header class='card-head'><h3>{escape(title)}</h3><p>{escape(subtitle)}</p>"
        + (f"<ul class='flags'>{marks}</ul>" if marks else "")
        + "</header>"
        + (f"<dl class='apart'>{own}</dl>" if own else "")
    )


def line(text: str, kind: str = "source") -> None:
    """One small line of a card, such as its source; nothing for no text."""
    if text:
        st.html(f"<p class='{kind}'>{escape(text)}</p>")


def table(
    frame, caption: str, numeric: Iterable[str] = (), ready: Mapping[str, list[str]] | None = None
) -> None:
    """A plain HTML table: read by screen readers, printed whole, scrolled inside its card.

    `ready` holds the cells of a column that are HTML already, as links are.
    """
    right, names = set(numeric), list(frame.columns)
    columns = [(ready or {}).get(name) or [escape(str(text)) for text in frame[name]] for name in names]

    def cells(tag: str, row: Iterable[str], scope: str = "") -> str:
        shape = {name: " class='number'" if name in right else "" for name in names}
        return "".join(
            f"<{tag}{scope}{shape[name]}>{text}</{tag}>" for name, text in zip(names, row, strict=True)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in zip(*columns, strict=True))
    st.html(
        f"<div class='figures' tabindex='0'><table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{cells('th', map(escape, names), ' scope=col')}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def page_head(title: str, intro: str, on_paper: str) -> None:
    """The heading of a page, one sentence on what it answers, and a line that is only printed."""
    st.html(
        f"<header class='page-head'><h1>{escape(title)}</h1><p>{escape(intro)}</p>"
        f"<p class='on-paper'>{escape(on_paper)}</p></header>"
    )


def dress(lang: str) -> None:
    """The page's own style, print rules included, and its language for screen readers."""
    st.html(STYLE)
    script = PAPER.read_text(encoding="utf-8") + f"document.documentElement.lang = '{lang}'"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def translate_upload(button: str, instructions: str) -> None:
    """The words that Streamlit writes where a file is chosen, in the reader's language: it has no setting for them."""
    told = {
        '[data-testid="stBaseButton-secondary"] p': button,
        '[data-testid="stFileUploaderDropzoneInstructions"] span': instructions,
    }
    zone = '[data-testid="stFileUploaderDropzone"]'
    rules = "".join(
        f"{zone} {part} {{ font-size: 0 }} "
        f"{zone} {part}::after {{ content: {json.dumps(text, ensure_ascii=False)}; font-size: 1rem }}"
        for part, text in told.items()
    )
    st.html(f"<style>{rules}</style>")


def plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!<>|~$:" else c for c in text)
