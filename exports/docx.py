"""A storyboard as the figures part of a report in Word: sentences with their sources, tables, an appendix."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from docx.text.paragraph import Paragraph

from exports import docx_charts, grids, notes, office_charts, origins, sentences, settings
from exports import docx_parts as parts
from exports import docx_template as template
from exports.card import Card
from exports.clauses import Clause
from exports.deck import Deck, Shown
from exports.grids import Grid
from labels import Labels
from queries.scope import scope

SECTIONS = {
    "overview": ("overview",),
    "membership": ("membership",),
    "structure": ("structure",),
    "admissions": ("admissions", "quotas", "intake", "attendees"),
    "discipline": ("discipline", "inspections"),
    "units": ("units", "compare", "mergers"),
    "sources": ("sources", "checks", "glossary"),
}
LETTERS = "abcdefghiklm"
Told = tuple[Clause, int]  # a clause, and the number of the table that holds its rows
TITLE = 255  # letters that the properties of a file take
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
APPENDIX = ("number", "value", "row", "source")
APPENDIX_WIDTHS = (1, 4, 8, 7)


def fits(path: Path) -> None:
    """Whether a template holds what a report needs; settings.Unfit."""
    template.opened(path)


def write(deck: Deck) -> bytes:
    """The deck as a Word file, in the office's own template or ours; settings.Unfit."""
    made = template.opened(settings.template("docx"))
    template.fill(made, _words(deck))
    told: list[Told] = []
    body = template.place_of(made, template.BODY)
    _sections(body, deck, told)
    body._p.getparent().remove(body._p)
    _appendix(template.place_of(made, template.APPENDIX), told, deck.say)
    made.core_properties.title = parts.printable(f"{deck.title} - {deck.unit}")[:TITLE]
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _words(deck: Deck) -> dict[str, str]:
    """What each placeholder of a template stands for."""
    say = deck.say
    day = say.day_as(date.today(), say("exports.docx.day"))
    place = settings.office("place")
    return {
        "dang": say("exports.docx.party"),
        "cap_tren": (settings.office("superior") or _above(deck)).upper(),
        "co_quan": (settings.office("name") or deck.unit).upper(),
        "so_van_ban": say("exports.docx.number"),
        "noi_ngay": say("exports.docx.place_and_day", place=place, day=day) if place else day,
        "loai_van_ban": say("exports.docx.kind"),
        "trich_yeu": say("exports.docx.about", title=deck.title),
        "luu_hanh": deck.audience,
        "bo_loc": _filters(deck),
        "ban_so_lieu": " · ".join(mark for mark in deck.marks if mark != deck.audience),
        "noi_nhan": say("exports.docx.recipients"),
        "nguoi_ky": say("exports.docx.signed"),
    }


def _above(deck: Deck) -> str:
    """The committee above the unit looked at; nothing at the top."""
    path = scope(deck.filters.collection).path(deck.filters.unit)
    return path[-2].name if len(path) > 1 else ""


def _filters(deck: Deck) -> str:
    if not deck.shown:
        return deck.unit
    return notes.looked_at(replace(deck.shown[0].card, filters=replace(deck.filters, extra=())))


def _sections(at: Paragraph, deck: Deck, told: list[Told]) -> None:
    number = 0
    for line in dict.fromkeys(notes.kept_back(one.card) for one in deck.shown):
        if line:
            parts.said(at, line, "Ghi chu")
    by_section: dict[str, list[Shown]] = {}
    for one in deck.shown:
        room = one.card.question.partition("/")[0]
        by_section.setdefault(next(name for name, rooms in SECTIONS.items() if room in rooms), []).append(one)
    for roman, (name, own) in zip(ROMAN, by_section.items(), strict=False):
        parts.said(at, f"{roman}. {deck.say(f'exports.docx.section.{name}')}", "Heading 1")
        for place, one in enumerate(own, 1):
            number += 1
            _card(at, one, deck, place, number, told)
    if deck.absent:
        parts.said(at, deck.say("exports.docx.absent", titles="; ".join(deck.absent)), "Ghi chu")


def _card(at: Paragraph, one: Shown, deck: Deck, place: int, number: int, told: list[Told]) -> None:
    """A question: its heading, sentences, flags, table and source."""
    card, say = one.card, deck.say
    parts.said(at, f"{place}. {_plain(one)}", "Heading 2")
    _sentences(at, card, number, told)
    if aside := " ".join(f"{flag[0].upper()}{flag[1:].rstrip('.')}." for flag in card.flags):
        parts.said(at, aside, "Ghi chu", leads=True)
    for change in one.changes:
        old, new = (word or say("exports.docx.nothing") for word in (change.old, change.new))
        parts.said(at, say("exports.docx.changed", what=change.what, old=old, new=new), "Ghi chu", leads=True)
    plain = _plain(one)
    title = card.subtitle if card.subtitle.startswith(plain) else f"{plain} · {card.subtitle}"
    if drawn := office_charts.of(card):
        docx_charts.put(at, drawn, say, office_charts.alternative(drawn, card))
        under = parts.said(at, say("exports.docx.figure", number=number, title=plain), "Caption")
        under.paragraph_format.keep_with_next = False
    parts.said(at, say("exports.docx.table", number=number, title=title), "Caption", leads=True)
    grid = grids.of(card)
    parts.table(at, grid, "Bang")
    if grid.cut:
        shown, count = say.count(len(grid.rows)), say.count(grid.cut)
        parts.said(at, say("exports.docx.first_rows", shown=shown, count=count), "Ghi chu")
    for line in (_own_filters(one, deck), card.source, _note(one, say)):
        if line:
            parts.said(at, line, "Ghi chu")


def _plain(one: Shown) -> str:
    """The title of the question, not its finding: what is found is told in sentences that name their rows."""
    card = one.card
    words = {k: card.say(f"{k}.{v}") for k, v in card.filters.extra if card.say.has(f"{k}.{v}")}
    return card.say(f"{card.question.replace('/', '.')}.title", **words)


def _own_filters(one: Shown, deck: Deck) -> str:
    """The filters of a card that the foot of the page does not tell."""
    told = notes.looked_at(one.card)
    return "" if told == _filters(deck) else told


def _note(one: Shown, say: Labels) -> str:
    return say("exports.docx.note", note=one.note) if one.note else ""


def _sentences(at: Paragraph, card: Card, table: int, told: list[Told]) -> None:
    """Each sentence a paragraph; several units stand under a), b), c)."""
    found, say = sentences.of(card), card.say
    units = list(dict.fromkeys(sentence.unit for sentence in found))
    for letter, unit in zip(LETTERS, units, strict=False):
        if len(units) > 1:
            parts.said(at, f"{letter}) {unit}", "Heading 3")
        for sentence in (s for s in found if s.unit == unit):
            paragraph = parts.said(at, sentence.lead, "Body Text")
            for place, clause in enumerate(sentence.clauses):
                told.append((clause, table))
                paragraph.add_run(parts.printable(f"{';' if place else ''} {clause.words}"))
                parts.referring(paragraph, len(told), say("exports.docx.reference", number=len(told)))
            paragraph.add_run(".")


def _appendix(at: Paragraph, told: list[Told], say: Labels) -> None:
    if told:
        heading = parts.said(at, say("exports.docx.appendix"), "Heading 1")
        heading.paragraph_format.page_break_before = True
        parts.said(at, say("exports.docx.appendix_intro"), "Ghi chu")
        rows = []
        known: origins.Known = {}
        for number, (clause, table) in enumerate(told, 1):
            origin = origins.of(clause, table, known)
            rows.append([str(number), origin.value, origin.row, origin.source])
        headings = [say(f"exports.docx.columns.{name}") for name in APPENDIX]
        grid = Grid(headings, rows, frozenset())
        parts.table(at, grid, "Bang", APPENDIX_WIDTHS, first_number=1)
    at.text = ""
