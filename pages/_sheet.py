"""A unit's own sheet: its figures beside its sisters', what stands out by stated rules, and a page of paper of it."""

from html import escape

import streamlit as st

from charts import captions, sheet_words, units
from exports import formats, notes, pdf
from exports import sheet as paper
from exports.answers import answer, titles
from exports.card import Card, leaving
from labels import Labels
from pages import _files, _words
from pages._answers import card
from queries.scope import scope


def figures(shown: Card) -> None:
    """The table of the sheet and, under it, what no report tells and what stands out."""
    say = shown.say
    _words.table(units.sheet(shown.frame, say), shown.title)
    _words.line(sheet_words.untold(shown.frame, say), "legend")
    told = sheet_words.standing_out(shown.frame, say) or [say("units.sheet.nothing_out")]
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
    st.html(f"<h4>{escape(say('units.sheet.stands_out'))}</h4><ul class='out'>{lines}</ul>")
    _words.line(sheet_words.rules(say))


def download(least_base: int) -> None:
    """Buttons that hand out the sheet of the unit looked at as one page to print, HTML or PDF."""
    shown = card("units/sheet", units.sheet, {"least_base": least_base})
    say, filters = shown.say, shown.filters
    if not captions.has_figures(shown.frame):
        return
    name = f"{say('units.sheet.file')}-{filters.unit}-{filters.last_year}"
    kinds = {"html": lambda: _paper(leaving(shown)), "pdf": lambda: pdf.sheet(_paper(leaving(shown)))}
    with st.container(horizontal=True):
        for kind, make in kinds.items():
            if _files.can(kind):
                st.download_button(
                    say(f"units.sheet.download_{kind}"),
                    make,
                    f"{name}.{kind}",
                    formats.FORMATS[kind].mime,
                    key=f"sheet_{kind}",
                    on_click="ignore",
                )


def _paper(shown: Card) -> bytes:
    say, filters = shown.say, shown.filters
    looked = scope(filters.collection)
    lineage = answer("units/lineage", filters)
    known = titles(filters.collection, say)
    sources = [known[code] for code in captions.source_codes(shown.frame) if code in known]
    if "summed" in set(shown.frame.basis):
        sources.append(say("units.sheet.parts"))
    sections = [
        (say("units.sheet.stands_out"), sheet_words.standing_out(shown.frame, say)),
        (say("units.sheet.lineage"), _events(lineage, looked.name_of(filters.unit), say)),
        (say("units.sheet.sources"), sources),
    ]
    return paper.page(
        title=f"{say('units.sheet.title')}: {looked.name_of(filters.unit)}",
        where=" › ".join(place.name for place in looked.path(filters.unit)),
        finding=shown.title,
        when=say("units.sheet.until", year=filters.last_year),
        flags=shown.flags,
        figures=units.sheet(shown.frame, say),
        remarks=[text for text in (sheet_words.untold(shown.frame, say), sheet_words.rules(say)) if text],
        sections=[(heading, lines) for heading, lines in sections if lines],
        version=notes.version(filters, say),
        lang=say.lang,
    )


def _events(lineage, name: str, say: Labels) -> list[str]:
    """The reorganisations of a unit, one line for each day and decision."""
    own = lineage[(lineage.from_name == name) | (lineage.to_name == name)]
    return [
        say(
            "units.sheet.event",
            date=say.date(day),
            units=", ".join(dict.fromkeys(rows.from_name.dropna())),
            into=", ".join(dict.fromkeys(rows.to_name.dropna())) or "–",
            basis=basis,
        )
        for (day, basis), rows in own.groupby(["on_date", "legal_basis"], dropna=False)
    ]
