"""The columns of a template from the contract: headings, allowed words and example in the reader's language."""

import csv
import re
from dataclasses import replace
from functools import cache

from exports.templates import NUMBERS, Field
from ingest import collection
from ingest.contract import Column, Table, tables
from ingest.known import Known
from ingest.normalise import fold
from labels import Labels

OFFICIAL = "btctw_2021"
EXAMPLES = 3
LOOKED_AT = 3_000
# The demo has no code lists of its own: these tables take their example from the lists that all collections share.
SHARED = {"categories": "structure.csv", "schemes": "schemes.csv", "targets": "targets.csv"}
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def fields(table: Table, say: Labels) -> list[Field]:
    """Every column of a table, with its example; units and sources offer no list yet."""
    rows = example(table.name)
    return [
        Field(
            heading=getattr(column, say.lang),
            kind=column.type,
            required=column.required,
            words=_words(column, say),
            meant=_meant(column, say),
            aliases=_other_headings(column, say),
            example=[_written(column, row, say) for row in rows],
        )
        for column in table.columns
    ]


def with_names(told: list[Field], table: Table, known: Known) -> list[Field]:
    """The columns again, those of units and sources with all that is known as their lists."""
    lists = {"unit": [unit_name(code, known) for code in known.units], "source": list(known.sources)}
    return [
        replace(field, words=lists.get(column.type, field.words))
        for field, column in zip(told, table.columns, strict=True)
    ]


def unit_name(code: str, known: Known) -> str:
    """The name of a unit where it is the only one of that name, else its code."""
    name = known.shown.get(code, code)
    return name if known.names.get(fold(name)) == {code} else code


@cache
def example(table: str) -> list[dict[str, str]]:
    """Rows of the demo that differ from each other as far as they can, as they stand in its file."""
    folder = collection.DATA / ("categories" if table in SHARED else "demo")
    with (folder / SHARED.get(table, f"{table}.csv")).open(encoding="utf-8", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(LOOKED_AT), strict=False)]
    if table == "structure":
        rows = [row for row in rows if row["scheme"] == OFFICIAL]
    if table == "units":
        return _of_one_tree(rows)
    alike = [
        c.name for c in tables()[table].columns if c.type not in (*NUMBERS, "source", "text", "new_code")
    ]
    chosen = rows[:1]
    while len(chosen) < min(EXAMPLES, len(rows)):
        others = [row for row in rows if row not in chosen]
        chosen.append(max(others, key=lambda row: min(_differences(row, one, alike) for one in chosen)))
    return chosen


def _of_one_tree(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """A unit and some under it: an example that names a unit outside it could not be imported."""
    chosen: dict[str, dict[str, str]] = {}
    for row in rows:
        if len(chosen) < EXAMPLES and (row["parent_code"] in chosen if chosen else not row["parent_code"]):
            chosen[row["unit_code"]] = row
    return list(chosen.values())


def _differences(row: dict, other: dict, columns: list[str]) -> int:
    return sum(row[c] != other[c] for c in columns)


def _written(column: Column, row: dict[str, str], say: Labels) -> str:
    """A cell of the demo in the words of the template."""
    text = row[column.name]
    if not text:
        return ""
    if column.type == "unit":
        return unit_name(text, _demo())
    if column.type == "category":
        return _label((row["dimension"], row["scheme"]), text, say)
    if column.type == "code":
        return _label((column.list, None), text, say)
    if column.type == "flag":
        return say("template.yes" if text == "true" else "template.no")
    if say.lang == "vi" and column.type in NUMBERS:
        return text.replace(".", ",")
    if say.lang == "vi" and column.type in ("date", "period"):
        return DAY.sub(r"\3/\2/\1", text)
    return text


def _words(column: Column, say: Labels) -> list[str]:
    """The words that a column may hold, as the importer takes them."""
    if column.type == "choice":
        return list(column.choices)
    if column.type == "scheme":
        return sorted({scheme for _, scheme in _demo().schemes})
    if column.type == "flag":
        return [say("template.yes"), say("template.no")]
    if column.type == "code":
        codes = [(listed, code) for listed, _, code in _labels() if listed == column.list]
        return list(dict.fromkeys(_label((listed, None), code, say) for listed, code in codes))
    if column.type == "category":
        official = [key for key in _labels() if key[1] == OFFICIAL]
        return list(dict.fromkeys(_label((listed, scheme), code, say) for listed, scheme, code in official))
    return []


def _meant(column: Column, say: Labels) -> dict[str, str]:
    told = {c: f"{column.name}.{c}" for c in column.choices if say.has(f"{column.name}.{c}")}
    said = {c: say(key, value="").strip() for c, key in told.items()}
    return {c: words for c, words in said.items() if words}


def _other_headings(column: Column, say: Labels) -> list[str]:
    own = getattr(column, say.lang)
    words = (column.vi if say.lang == "en" else column.en, column.name, *column.aliases)
    return list(dict.fromkeys(word for word in words if word != own))


@cache
def _demo() -> Known:
    known = Known()
    collection.learn("demo", known)
    return known


@cache
def _labels() -> dict[tuple[str, str, str], dict[str, str]]:
    """(list, scheme, code) -> language -> label, in the order of the code lists."""
    rows = (
        dict(zip(checked.columns, row, strict=True))
        for checked in collection.load_shared(Known())
        if checked.table and checked.table.name == "categories"
        for row in checked.rows
    )
    return {
        (row["list"], row["scheme"] or "", row["code"]): {"vi": row["label_vi"], "en": row["label_en"]}
        for row in rows
    }


def _label(where: tuple[str, str | None], code: str, say: Labels) -> str:
    """The label of a code where it is the only one in its list that is called so, else the code."""
    listed, scheme = where
    known = _demo()
    codes, labels = (
        known.in_list(listed)
        if scheme is None
        else (known.codes[listed, scheme], known.labels[listed, scheme])
    )
    found = next(
        (words for (name, of, at), words in _labels().items()
         if (name, at) == (listed, code) and scheme in (None, of)),
        {},
    )  # fmt: skip
    label = found.get(say.lang, "")
    return label if label and label not in codes and labels.get(fold(label)) == {code} else code
