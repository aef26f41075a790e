"""Which questions a check leaves open: what each is about, and the answers offered."""

from dataclasses import dataclass, field

from ingest.books import workbook
from ingest.contract import Table, tables
from ingest.letters.pieces import Unreadable
from ingest.normalise import STYLES
from ingest.problem import Problem
from ingest.validate import Checked
from labels import Labels
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


def asked(draft: Draft, say: Labels) -> list[Question]:
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
