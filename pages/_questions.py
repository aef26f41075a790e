"""What a file does not tell itself, asked once: which column, which unit, which document, how numbers are written."""

from dataclasses import dataclass, field

import streamlit as st

from ingest.answers import NONE
from ingest.books import workbook
from ingest.contract import Table, tables
from ingest.letters.pieces import Unreadable
from ingest.normalise import STYLES
from ingest.problem import Problem
from ingest.validate import Checked
from labels import Labels
from pages import _words
from pages._draft import Draft

LEAVE_OUT = "-"
MANY = 2000
NEAR = 8
# Columns that one answer may fill for the whole file.
FILLED = (
    "unit_code",
    "period",
    "source_code",
    "scheme",
    "area",
    "population",
    "indicator",
    "unit_of_measure",
)
ONE_OF_A_LIST = ("unknown_code", "unknown_unit", "ambiguous_unit", "unknown_source", "unknown_scheme")


@dataclass(frozen=True)
class Question:
    """One thing to be told: which part of the answers it goes to, what it is about, and the answers offered
    (value -> words; none: free text)."""

    part: str
    about: str
    text: str
    label: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"ask_{self.part}_{self.about}_{self.text}"


def questions(draft: Draft, say: Labels) -> None:
    """A form with every question of this check; the file is checked again with what is answered."""
    _given(draft, say)
    asked = _asked(draft, say)
    if not asked:
        return
    with st.form("desk_questions", enter_to_submit=False):
        _words.line(say("import.questions.title"), "calm")
        given = [(question, _put(question, say)) for question in asked]
        if st.form_submit_button(say("import.questions.again"), type="primary"):
            _take(draft, given)
            st.rerun()


def _given(draft: Draft, say: Labels) -> None:
    """What was answered so far, and a way to begin anew."""
    told = draft.answers
    lines = [
        f"{header}: {column or say('import.questions.leave_out')}" for header, column in told.columns.items()
    ]
    lines += [f"{column}: {text}" for column, text in told.fill.items()]
    lines += [
        f"{text} → {meaning or say('import.questions.not_reported')}"
        for texts in told.cells.values()
        for text, meaning in texts.items()
    ]
    lines += [text for text in (told.table, told.page, told.numbers) if text]
    if not lines:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _words.line(say("import.questions.given", answers="; ".join(lines)))
        st.button(say("import.questions.anew"), key="desk_anew", on_click=_anew, args=(draft,))


def _anew(draft: Draft) -> None:
    draft.answers, draft.from_memory = NONE, False
    draft.start()


def _put(question: Question, say: Labels) -> str:
    if not question.options:
        return st.text_input(question.label, key=question.key)
    options = ["", *question.options]
    return st.selectbox(
        question.label,
        options,
        format_func=lambda value: question.options.get(value) or say("import.questions.unanswered"),
        key=question.key,
        filter_mode="contains",
    )


def _take(draft: Draft, given: list[tuple[Question, str]]) -> None:
    """The answers of the form beside those given before."""
    old = draft.answers
    told = {"table": old.table, "page": old.page, "numbers": old.numbers}
    columns, fill = dict(old.columns), dict(old.fill)
    cells = {name: dict(texts) for name, texts in old.cells.items()}
    for question, value in given:
        if not value:
            continue
        if question.part in told:
            told[question.part] = value
        elif question.part == "columns":
            columns[question.about] = "" if value == LEAVE_OUT else value
        elif question.part == "fill":
            fill[question.about] = value
        else:
            cells.setdefault(question.about, {})[question.text] = "" if value == LEAVE_OUT else value
    draft.told(**told, columns=columns, fill=fill, cells=cells)


def _asked(draft: Draft, say: Labels) -> list[Question]:
    outcome = draft.outcome
    if outcome is None:
        return []
    found: dict[str, Question] = {}
    if outcome.plan is None:
        found |= {question.key: question for question in _of_workbook(draft, say)}
    for checked in outcome.checked:
        if checked.file != draft.file[0]:
            continue
        for problem in checked.problems:
            if question := _of(problem, checked, draft, say):
                found.setdefault(question.key, question)
    return list(found.values())


def _of_workbook(draft: Draft, say: Labels) -> list[Question]:
    """Which sheet, where a workbook has several."""
    if not workbook.is_workbook(draft.file[1]):
        return []
    try:
        names = workbook.names(draft.file[1])
    except Unreadable:
        return []
    if len(names) < 2:
        return []
    return [Question("page", "", "", say("import.questions.page"), {name: name for name in names})]


def _of(problem: Problem, checked: Checked, draft: Draft, say: Labels) -> Question | None:
    """The question that an answer to would mend this problem; None where only the file can."""
    code, values, table = problem.code, problem.values, checked.table
    if code == "unknown_table":
        names = {t.name: getattr(t, say.lang) for t in tables().values()}
        return Question("table", "", "", say("import.questions.table"), names)
    if table is None:
        return None
    if code in ("unknown_header", "which_scheme", "which_measure"):
        return _of_header(problem, table, say)
    if code in ("missing_header", "no_period") and problem.column in FILLED:
        return _of_fill(problem.column, table, draft, say)
    if code in ("ambiguous_number", "mixed_numbers"):
        styles = {style: say(f"import.questions.numbers.{style}") for style in STYLES}
        label = say("import.questions.numbers.label", text=values["text"])
        return Question("numbers", "", "", label, styles)
    if code == "unclear_value":
        label = say("import.questions.unclear", text=values["text"], column=problem.column)
        meanings = {LEAVE_OUT: say("import.questions.not_reported"), "0": say("import.questions.zero")}
        return Question("cells", values["of"], values["text"], label, meanings)
    if code in ONE_OF_A_LIST:
        label = say("import.questions.means", text=values["text"], column=problem.column)
        return Question("cells", values["of"], values["text"], label, _offered(values, table, draft, say))
    return None


def _of_header(problem: Problem, table: Table, say: Labels) -> Question:
    name, values = problem.column or "", problem.values
    if problem.code == "unknown_header":
        columns = {c.name: getattr(c, say.lang) for c in table.columns}
        offered = {LEAVE_OUT: say("import.questions.leave_out")} | columns
        return Question("columns", name, "", say("import.questions.header", column=name), offered)
    offered = {code: code for code in values["options"].split(", ")}
    if problem.code == "which_measure":
        offered = {code: getattr(table.column(code), say.lang) for code in offered}
        return Question("fill", "measure", "", say("import.questions.measure", column=name), offered)
    return Question("fill", "scheme", "", say("import.questions.scheme", text=values["text"]), offered)


def _of_fill(column: str, table: Table, draft: Draft, say: Labels) -> Question | None:
    """One value for every row of the file."""
    title = getattr(table.column(column), say.lang)
    label = say("import.questions.fill", title=title)
    if column == "period":
        return Question("fill", column, "", say("import.questions.fill_period", title=title))
    if column == "source_code" and not (draft.outcome and draft.outcome.known.sources):
        return None  # there is no document yet: it is added below
    return Question("fill", column, "", label, _offered({"of": column, "text": ""}, table, draft, say))


def _offered(values: dict, table: Table, draft: Draft, say: Labels) -> dict[str, str]:
    """The codes that a cell may stand for, with their names; the nearest first."""
    outcome, column = draft.outcome, table.column(values["of"])
    if outcome is None:
        return {}
    known = outcome.known
    if column.type == "unit":
        near = known.near_units(values["text"], NEAR) if values["text"] else []
        rest = sorted(known.shown, key=lambda c: known.shown[c]) if len(known.shown) <= MANY else []
        return {code: f"{known.shown[code]} ({code})" for code in dict.fromkeys([*near, *rest])}
    if column.type == "source":
        return {code: f"{known.documents.get(code, code)} ({code})" for code in known.sources}
    if column.type == "scheme":
        return {scheme: scheme for _, scheme in sorted(known.schemes)}
    if column.type == "choice":
        return {choice: choice for choice in column.choices}
    language = 0 if say.lang == "vi" else 1
    wanted = column.list or column.name
    return {
        code: titles[language]
        for (listed, _, code), titles in known.titles.items()
        if listed == wanted or column.type == "category"
    }
