"""Headline figures as tiles or side by side, findings as a list, and the way into a unit: Streamlit glue."""

from collections.abc import Callable
from html import escape

import streamlit as st

from charts import headline_words, overview
from charts.headline_words import Told
from exports.answers import answer
from exports.card import Card
from labels import Labels
from pages import _filters, _links, _words
from pages._answers import looked_at, words

MOST_FINDINGS = 12


def tiles(card: Card) -> None:
    """The headline figures of one unit as tiles, or of several units side by side in a table."""
    catalogue = answer("sources/catalogue", looked_at())
    sources = dict(zip(catalogue.source_code, catalogue.title, strict=True))
    told = headline_words.told(card.frame, card.say, sources)
    units = list(dict.fromkeys(card.frame.unit_name))
    # A share of a sum over some of the units is left out too: that is not the report's silence.
    summed = "summed" in set(card.frame.basis)
    absent = card.say("overview.headlines.not_whole" if summed else "card.flags.not_reported")
    if len(units) > 1:
        st.html(_side_by_side(told, units, absent, card.say))
    else:
        body = "".join(_tile(name, by_unit[units[0]], absent) for name, by_unit in told)
        st.html(f"<div class='tiles'>{body}</div>")


def _tile(name: str, lines: list[Told], absent: str) -> str:
    several = " several" if len(lines) > 1 else ""
    return f"<section class='tile{several}'><h4>{escape(name)}</h4>{_lines(lines, absent)}</section>"


def _lines(lines: list[Told], absent: str) -> str:
    """The figures of one headline, or why there are none; a period that all of them share is told once, at the top."""
    if not lines:
        return f"<p class='not-told'>{escape(absent)}</p>"
    shared = {line.period for line in lines}
    own = len(shared) > 1 or len(lines) == 1
    body = "".join(_line(line, own) for line in lines)
    return ("" if own else f"<p class='when'>{escape(shared.pop())}</p>") + body


def _line(line: Told, with_period: bool) -> str:
    small = [line.period if with_period else "", line.change, line.newer]
    part = f" <em>{escape(line.part)}</em>" if line.part else ""
    return (
        f"<div class='told' title='{escape(line.origin)}'><div><strong>{escape(line.value)}</strong>{part}</div>"
        + "".join(f"<span>{escape(text)}</span>" for text in small if text)
        + _trend(line)
        + "</div>"
    )


def _trend(line: Told) -> str:
    """Small columns of the whole years, from zero; a year without a figure is a gap between them."""
    highest = max((value for _, value in line.years if value is not None), default=0)
    if not highest:
        return ""
    columns = "".join(
        "<i class='gap'></i>" if value is None else f"<i style='height:{100 * value / highest:.0f}%'></i>"
        for _, value in line.years
    )
    return (
        f"<figure class='trend'><div aria-hidden='true'>{columns}</div>"
        f"<figcaption>{escape(line.ends)}</figcaption></figure>"
    )


def _side_by_side(
    told: list[tuple[str, dict[str, list[Told]]]], units: list[str], absent: str, say: Labels
) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in units)
    rows = ""
    for name, by_unit in told:
        cells = "".join(f"<td>{_lines(by_unit.get(unit, []), absent)}</td>" for unit in units)
        rows += f"<tr><th scope='row'>{escape(name)}</th>{cells}</tr>"
    corner = escape(say("column.headline"))
    return (
        "<div class='figures beside' tabindex='0'><table><thead>"
        f"<tr><th scope='col'>{corner}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def findings(card: Card) -> None:
    """Each finding as a line with a button that opens its unit; a plain sentence where no rule finds any."""
    frame, say = card.frame, card.say
    if frame.empty:
        _words.line(say("overview.attention.nothing"), "calm")
        return
    for number, row in enumerate(frame.head(MOST_FINDINGS).itertuples()):
        text, button = st.columns([6, 1], vertical_alignment="center")
        severity = escape(say(f"severity.{row.severity}"))
        text.html(
            f"<p class='finding'><span class='severity {row.severity}'>{severity}</span> "
            f"<strong>{escape(row.unit_name)}</strong> · {escape(overview.finding_of(row, say))}</p>"
        )
        if row.unit_code != looked_at().unit:
            with button:
                _open_button(row.unit_code, row.unit_name, number, say)
    if len(frame) > MOST_FINDINGS:
        _words.line(say("overview.attention.rest", count=say.count(len(frame) - MOST_FINDINGS)))


findings.of_none = True  # nothing found is good news, and said


def _open_button(code: str, name: str, number: int, say: Labels) -> None:
    st.button(
        say("overview.attention.open"),
        key=f"open_finding_{number}",
        help=name,
        on_click=_filters.open_unit,
        args=(code,),
    )


def worded(chart: Callable) -> Callable[[Card], None]:
    """Draws the table of words that `chart` makes of a card's rows; where its index is `unit_id`, names are links."""

    def draw(card: Card) -> None:
        table = chart(card.frame, card.say)
        unit, ready = card.say("column.unit_name"), {}
        if table.index.name == "unit_id" and unit in table:
            ready = {unit: _links.of_units(card.filters, table.index, table[unit])}
        _words.table(table, card.title, ready=ready)

    return draw


def chosen(name: str, values: tuple[str, ...]) -> str:
    """A question's own parameter as a row of buttons; the first value until another is chosen."""
    say = words()
    picked = st.segmented_control(
        say(f"units.choice.{name}"),
        values,
        default=values[0],
        format_func=lambda value: say(f"{name}.{value}"),
        key=f"chosen_{name}",
    )
    return picked or values[0]


def open_one_of(question: str) -> bool:
    """A list of the units a question tells of; choosing one looks at it. False where it tells of none."""
    say, frame = words(), answer(question, looked_at())
    names = dict(zip(frame.unit_code, frame.unit_name, strict=True))
    if not names:
        return False
    st.selectbox(
        say("units.open"),
        list(names),
        index=None,
        placeholder=say("filters.unit_hint"),
        format_func=names.__getitem__,
        key="open_one",
        on_change=_opened,
        filter_mode="contains",
    )
    return True


def _opened() -> None:
    if code := st.session_state.get("open_one"):
        st.session_state["open_one"] = None
        _filters.open_unit(code)
