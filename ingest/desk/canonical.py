"""The rows of an import in the contract's own form, as they are kept: UTF-8, codes, EDTF, plain numbers."""

from pathlib import Path

from ingest.build import Refused
from ingest.contract import Column, Table, tables
from ingest.desk import rows, state
from ingest.desk.events import BEFORE, ROWS
from ingest.problem import KEPT, Problem
from ingest.validate import Checked

REMARKS = ("note", "period")


def lay(connection, version: int, checked: list[Checked], mode: str, was: list[int]) -> None:
    """Lays the rows of the files of one import, and with mode `replace` notes what they leave out."""
    told = [c for c in checked if c.lines]
    for entry in told:
        state.lay(connection, version, entry.contract, rows.of_checked(entry), mode != "merge")
    names = [c.contract.name for c in told]
    several = [tables()[n] for n in dict.fromkeys(names) if names.count(n) > 1]
    if problems := [p for table in several for p in _contradictions(connection, version, table)]:
        raise Refused(problems)
    for table in several:
        _drop_repeats(connection, version, table)
    if mode == "replace":
        for name in dict.fromkeys(entry.contract.name for entry in told):
            state.lay_removed(connection, tables()[name], version, was)


def _contradictions(connection, version: int, table: Table) -> list[Problem]:
    """duplicate_key where two files of one import tell different things of one key; each by itself was checked."""
    found, keys = [], state.key(table)
    for column in (c.name for c in table.columns if c.name not in (*keys, *REMARKS)):
        told = connection.execute(
            f"select arg_max(_file, _order), arg_max(_line, _order), arg_min(_line, _order), "
            f"arg_max({column}, _order), arg_min({column}, _order) from layer.{table.name} "
            f"where _event = {version} group by {', '.join(keys)} having min({column}) <> max({column}) "
            f"order by min(_order) limit {KEPT}"
        ).fetchall()
        for file, line, other_line, value, other in told:
            values = {"other_line": other_line, "value": str(value), "other": str(other)}
            found.append(Problem("duplicate_key", "error", file, line, column, values))
    return found


def _drop_repeats(connection, version: int, table: Table) -> None:
    connection.execute(
        f"delete from layer.{table.name} where _event = {version} and _order not in "
        f"(select min(_order) from layer.{table.name} where _event = {version} "
        f"group by {', '.join(rows.dated(table))})"
    )


def write(connection, version: int, folder: Path, names: list[str]) -> dict[str, int]:
    """`rows/<table>.csv` of the import and `before/<table>.csv` of the rows it changes or removes; how many rows
    each table of it has. Wants the schemas `layer` and `difference`."""
    told = {}
    for table in map(tables().__getitem__, names):
        mine = f"from layer.{table.name} where _event = {version}"
        if count := connection.execute(f"select count(*) {mine}").fetchall()[0][0]:
            # An import is shown under its number, which it has not got for sure before it is kept.
            plain = f"_file[{len(f'{version:04}/') + 1}:] as _file"
            _copy(
                connection,
                f"select {_texts(table)}, {plain}, _line {mine} order by _order",
                folder,
                ROWS,
                table,
            )
            told[table.name] = count
        lost = f"from (select unnest(was) from difference.{table.name} where kind <> 'added')"
        if connection.execute(f"select count(*) {lost}").fetchall()[0][0]:
            _copy(connection, f"select {_texts(table)}, _file, _line {lost}", folder, BEFORE, table)
    return told


def _copy(connection, select: str, folder: Path, part: str, table: Table) -> None:
    (folder / part).mkdir(exist_ok=True)
    place = str(folder / part / f"{table.name}.csv").replace("'", "''")
    connection.execute(f"copy ({select}) to '{place}' (format csv, header, delimiter ',')")


def _texts(table: Table) -> str:
    return ", ".join([*(_text(c) for c in table.columns), *rows.decimals(table)])


def _text(column: Column) -> str:
    name = column.name
    if column.sql_type != "double":
        return name
    # 100.0 is 100, and a very small share is no 1e-05.
    plain = f"regexp_replace({name}::varchar, '\\.0$', '')"
    small = f"rtrim(printf('%.20f', {name}), '0')"
    return f"case when {name}::varchar like '%e-%' then {small} else {plain} end as {name}"
