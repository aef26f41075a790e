"""What several questions share, worked out once from the figures laid out, so that a question only picks rows."""

from pathlib import Path

from ingest import layout
from ingest.contract import Table, observations, tables
from ingest.thresholds import attainment_bands

HERE = Path(__file__).parent / "sql"
# Tables whose rows carry several codes, each to be named on a screen.
WORDED = ("discipline", "inspections", "organisations")
SCHEMAS = ("terms", "wide", "year_ends", "headlines", "findings", "differing", "unfit")
FIRST = ("figures_in_words", "documents", "circles", "below", "parts", "wide_ratings", "year_ends")
LAST = ("common_periods", "differing", "unfit", "findings")
PERIOD = "period_start date, period_end date, period_kind varchar"
YEARS = "from_year smallint, to_year smallint"
KNOWN = "basis varchar, reported integer, expected integer"
FILLED_BY_SLICES = {
    "shown": f"table_name varchar, unit_id integer, {PERIOD}, {YEARS}, {KNOWN}, contested boolean",
    "tellings": f"unit_id integer, topic varchar, part varchar, {PERIOD}, {YEARS}",
    "headlines.shown": "unit_id integer, headline varchar, part varchar, part_vi varchar, part_en varchar, "
    f"{PERIOD}, measure varchar, value double, before_value double, reorganised boolean, printed boolean, "
    f"numerator bigint, denominator bigint, qualifier varchar, status varchar, {KNOWN}, complete boolean, "
    f"contested boolean, source_code varchar, place varchar, {YEARS}",
}


def gather(connection, slices: list[dict[str, int]]) -> None:
    """The tables that questions read beside the figures; `slices` are the units taken at once, for little memory."""
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    for table, columns in FILLED_BY_SLICES.items():
        connection.execute(f"create table {table} ({columns})")
    connection.execute(layout.figures())
    connection.execute("create table bands (band varchar, low_percent double, below_percent double)")
    connection.executemany("insert into bands values (?, ?, ?)", attainment_bands())
    for name in FIRST:
        connection.execute(_text(name))
    for units in slices:
        for table in observations():
            connection.execute(_text("shown_rows").format(table=table.name), units)
        connection.execute(_text("tellings"), units)
        connection.execute(_text("headlines"), units)
    for name in LAST:
        connection.execute(_text(name))
    for name in WORDED:
        connection.execute(_terms(tables()[name]))
    connection.execute("drop table tellings")


def _text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def _terms(table: Table) -> str:
    codes = [(k, table.column(k).list or k) for k in table.key]
    return _text("terms").format(
        table=table.name,
        keys=", ".join(table.key),
        labels=", ".join(f"{k}_n.label as {k}_label, {k}_n.sort_order as {k}_order" for k in table.key),
        names="\n".join(
            f"left join names as {k}_n on {k}_n.list = '{codes}' and k.{k} = {k}_n.code and l.lang = {k}_n.lang"
            for k, codes in codes
        ),
        orders=", ".join(f"{k}_order" for k in table.key),
    )
