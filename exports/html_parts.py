"""The sections of a deck in HTML: opening, a card as one slide or several, its numbers, closing."""

from collections.abc import Iterable
from html import escape

import pandas as pd

from exports import body, notes
from exports.deck import Deck, Shown


def opening(deck: Deck) -> str:
    """The first slide: what it is about, whose, which figures, when and for whom."""
    made_up = (
        f"<p class='illustrative'>{escape(deck.say('card.flags.illustrative'))}</p>"
        if deck.illustrative
        else ""
    )
    marks = _items(deck.marks[1:] if deck.illustrative else deck.marks)
    return (
        f"<section class='slide opening' aria-label='{escape(deck.title, quote=True)}'>"
        f"<h1>{escape(deck.title)}</h1><p class='about'>{escape(deck.unit)} · {escape(deck.period)}</p>"
        f"{made_up}<ul class='marks'>{marks}</ul><footer><span class='number'></span></footer></section>"
    )


def closing(deck: Deck) -> str:
    """The last slide: where the figures come from, and of what there are none."""
    say = deck.say
    parts = [(say("exports.html.sources"), deck.sources), (say("exports.html.absent"), deck.absent)]
    lists = "".join(
        f"<h3>{escape(head)} ({len(lines)})</h3><p class='list'>{escape('; '.join(lines))}</p>"
        for head, lines in parts
        if lines
    )
    title = escape(say("exports.html.closing"))
    return (
        f"<section class='slide closing' aria-label='{title}'><h2>{title}</h2>{lists}"
        f"<ul class='marks'>{_items(deck.marks)}</ul><footer><span class='number'></span></footer></section>"
    )


def slides(shown: Shown, number: int, figures: int) -> list[str]:
    """The slides of one card: one for each of its figures, or one that holds its table or its figures in words."""
    card = shown.card
    if figures:
        alt = escape(card.say("card.chart_alt", title=card.title), quote=True)
        plots = [
            f"<div class='plot' role='img' aria-label='{alt}' data-figure='{number}-{page}'></div>"
            for page in range(figures)
        ]
        return [_slide(shown, number, plot, page + 1, figures) for page, plot in enumerate(plots)]
    if card.apart:
        return [_slide(shown, number, "", kind="alone")]
    return [_slide(shown, number, table(body.own_words(card), ""), kind="of-table", attributes=" data-table")]


def _slide(
    shown: Shown,
    number: int,
    inside: str,
    page: int = 1,
    pages: int = 1,
    kind: str = "",
    attributes: str = "",
) -> str:
    card = shown.card
    of = f" ({page}/{pages})" if pages > 1 else ""
    apart = "".join(
        f"<div><dt>{escape(when)}</dt><dd>{escape(what)}</dd></div>" for when, what in card.apart if page == 1
    )
    lines = [body.legend(card), *(body.figure(card)[1] if body.is_drawn(card) else [])]
    legend = "".join(f"<p class='legend'>{escape(line)}</p>" for line in lines if line)
    flags = _items([*card.flags, *([card.say("exports.html.changed")] if shown.changes else [])])
    return (
        f"<section class='slide {kind}' data-numbers='numbers-{number}'{attributes}"
        f" aria-roledescription='slide' aria-label='{escape(card.title, quote=True)}'>"
        f"<h2>{escape(card.title)}<span class='page'>{of}</span></h2>"
        f"<p class='about'>{escape(card.subtitle)}</p><ul class='flags'>{flags}</ul>"
        + (f"<dl class='apart'>{apart}</dl>" if apart else "")
        + f"<div class='body'>{inside}</div><p class='rest'></p>{legend}"
        f"<footer><span class='source'>{escape(card.source)}</span>"
        f"<span class='mark'>{escape(_mark(shown))}</span><span class='number'></span></footer>"
        f"<aside class='note'>{escape(_note(shown))}</aside></section>"
    )


def _mark(shown: Shown) -> str:
    _, made, audience = notes.marks(shown.card.filters, shown.card.say)
    return f"{made} · {audience}"


def _note(shown: Shown) -> str:
    """What only the speaker sees: his note, how to read, and what changed since the view was saved."""
    say = shown.card.say
    changed = [
        say("exports.html.change", what=c.what, old=c.old or "–", new=c.new or "–") for c in shown.changes
    ]
    return "\n".join(line for line in [shown.note, *changed, *notes.of(shown.card)] if line)


def numbers(shown: Shown, number: int) -> str:
    """The numbers of a card, which a click on its figure opens."""
    card, say = shown.card, shown.card.say
    lines = "".join(f"<p>{escape(line)}</p>" for line in notes.of(card))
    return (
        f"<section class='numbers' id='numbers-{number}' role='dialog' aria-label='{escape(card.title, quote=True)}'>"
        f"<button class='close'>{escape(say('exports.html.close'))}</button><div class='pointed'></div>"
        f"{table(body.words(card), card.title)}{lines}</section>"
    )


def table(words: pd.DataFrame, caption: str) -> str:
    """A table of words; columns of nothing but figures stand right."""
    right = {name for name in words if _is_of_figures(words[name])}
    head = "".join(f"<th scope='col'{_side(name in right)}>{escape(str(name))}</th>" for name in words)
    rows = "".join(
        "<tr>" + "".join(_cell(text, name in right) for name, text in zip(words, row, strict=True)) + "</tr>"
        for row in words.itertuples(index=False)
    )
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{told}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(text: object, right: bool) -> str:
    return f"<td{_side(right)}>{escape(str(text))}</td>"


def _side(right: bool) -> str:
    return " class='figure'" if right else ""


def _is_of_figures(column: pd.Series) -> bool:
    texts = [str(text) for text in column if str(text)]
    return bool(texts) and all(len(text) < 16 and text.strip("≈\u2009+−-")[:1].isdigit() for text in texts)


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
