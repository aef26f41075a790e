"""The made-up nation, straight into a warehouse: 34 provinces, 3.321 communes, 52.000 grassroots organisations."""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate, count, product
from pathlib import Path

import pyarrow as pa

from ingest import build, collection, layout, references
from ingest.columns import insert
from ingest.contract import tables
from ingest.known import Known
from ingest.typed import ARROW
from ingest.validate import Checked

from .chance import apportion, dice
from .lives import AIMS
from .people import BANDS, CODES, OLD_BANDS, OLD_SCHEME, SCHEME, SCHEME_BEGINS, SHAPES

STATEMENTS = Path(__file__).with_name("nation_sql")
SEED, ROOT = 20250701, "vn"
YEARS = range(2015, 2027)
PROVINCES, COMMUNES, ORGANISATIONS = 34, 3_321, 52_000
# What grassroots organisations are, with how many of a hundred; residential areas live as their commune does.
TYPES = {"khu_dan_cu": 52, "co_quan": 22, "doanh_nghiep": 16, "cong_an": 5, "quan_doi": 5}
FORMS = {"membership": "Biểu 3", "structure": "Biểu 4", "admissions": "Biểu 2", "discipline": "Biểu 12"}
NOTE = "Đơn vị hư cấu, số liệu minh họa"
ABOUT = {
    "collection": "nation",
    "title_vi": "Toàn quốc (số liệu minh họa)",
    "title_en": "The nation (illustrative figures)",
    "illustrative": True,
}


def parted(total: int, parts: int, *names: object) -> list[int]:
    """Uneven whole numbers, none of them 0, that add up to `total`."""
    rng = dice(*names)
    return [1 + n for n in apportion(total - parts, [rng.uniform(0.5, 1.5) for _ in range(parts)])]


def unit_rows(size: float, seed: int) -> Iterator[tuple]:
    """Rows of the table `units`; `size` is the part of the nation that is wanted."""
    provinces, communes, organisations = (
        max(3, round(size * n)) for n in (PROVINCES, COMMUNES, ORGANISATIONS)
    )
    yield _unit(ROOT, "Toàn quốc", "", "central")
    cells = iter(parted(max(organisations, communes), communes, seed, "organisations"))
    for p, its_communes in enumerate(parted(communes, provinces, seed, "communes"), 1):
        province = f"{ROOT}-{p:02}"
        yield _unit(province, f"Tỉnh ủy {p:02}", ROOT, "province")
        for c in range(1, its_communes + 1):
            rng = dice(seed, province, c)
            ward = rng.random() < 0.22
            commune, org_type = f"{province}-{c:03}", "phuong" if ward else "xa"
            name = f"Đảng ủy {'phường' if ward else 'xã'} {p:02}.{c:03}"
            yield _unit(commune, name, province, "ward" if ward else "commune", org_type)
            for n in range(1, next(cells) + 1):
                (kind,) = rng.choices(list(TYPES), list(TYPES.values()))
                code = f"{commune}-{n:03}"
                yield _unit(code, f"Tổ chức cơ sở đảng {code[3:]}", commune, "organisation", kind)


def _unit(code: str, name: str, parent: str, kind: str, org_type: str = "") -> tuple:
    return code, None, name, parent, kind, org_type, None, NOTE


def source_rows() -> Iterator[tuple]:
    """One report a year."""
    columns = [c.name for c in tables()["sources"].columns]
    for year in YEARS:
        row = {
            "source_code": f"{ROOT}-{year}",
            "title": f"Báo cáo thống kê năm {year} (số liệu minh họa)",
            "issued_on": date(year + 1, 1, 20),
            "as_of": date(year, 12, 31),
            "status": "chinh_thuc",
        }
        yield tuple(row.get(name) for name in columns)


def share_rows() -> Iterator[tuple]:
    """(way, soil, year, line, dimension, scheme, category, low, high): which stretch of the members a category is."""
    for way, soil, year in product(SHAPES["age"], SHAPES["ethnicity"], YEARS):
        line = count(1)
        for dimension, scheme, shares in _shapes(way, soil, year):
            bounds = [0, *accumulate(shares.values())]
            for code, low, high in zip(shares, bounds, bounds[1:], strict=False):
                yield way, soil, year, next(line), dimension, scheme, code, low, min(high, 1)


def _shapes(way: str, soil: str, year: int) -> Iterator[tuple[str, str, dict[str, float]]]:
    ages = SHAPES["age"][way]
    if year < SCHEME_BEGINS:
        yield "age", OLD_SCHEME, {code: sum(ages[i] for i in picks) for code, picks in OLD_BANDS.items()}
    else:
        yield "age", SCHEME, {f"age_{band}": share for band, share in zip(BANDS, ages, strict=True)}
    women = 0.36 + SHAPES["women"][way] + 0.005 * (year - YEARS[0])
    yield "gender", SCHEME, {"male": 1 - women, "female": women}
    for dimension, codes in CODES.items():
        shape = SHAPES[dimension][soil if dimension == "ethnicity" else way]
        t = (year - YEARS[0]) / (len(YEARS) - 1)
        mixed = [a + (b - a) * t for a, b in zip(shape["a"], shape["b"], strict=True)]
        yield dimension, SCHEME, dict(zip(codes, mixed, strict=False))


def _fill(connection, name: str, kinds: str, rows: list[tuple]) -> None:
    connection.execute(f"create temp table {name} ({kinds})")
    columns = zip(kinds.split(", "), zip(*rows, strict=True), strict=True)
    arrow = {column.split()[0]: (column.split()[1], values) for column, values in columns}
    insert(connection, name, arrow)


def _accepted(name: str, rows: Iterator[tuple]) -> Checked:
    """A file of a reference table as the check would leave it."""
    table = tables()[name]
    arrays = [
        pa.array(values, ARROW.get(column.sql_type, pa.string()))
        for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]
    return Checked(f"{name}.csv", table, [column.name for column in table.columns], arrays)


def _statement(name: str) -> str:
    return (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")


def fill(connection, size: float = 1.0, seed: int = SEED) -> None:
    """Everything as printed, province by province, as if each had sent one file per table."""
    checked = collection.load_shared(Known())
    checked.append(_accepted("sources", source_rows()))
    checked.append(_accepted("units", unit_rows(size, seed)))
    references.fill(connection, ABOUT, checked)
    shares = "way varchar, soil varchar, year bigint, line bigint, dimension varchar, scheme varchar, category varchar"
    _fill(connection, "shares", f"{shares}, low double, high double", list(share_rows()))
    _fill(connection, "aims", "year bigint, quota double, reach double", [(y, *a) for y, a in AIMS.items()])
    ways = [*SHAPES["ways"].items(), ("khu_dan_cu", "land")]
    _fill(connection, "ways", "org_type varchar, way varchar", ways)
    provinces = connection.execute(
        "select unit_id, unit_code from units where depth = 2 order by 1"
    ).fetchall()
    for number, code in provinces:
        values = {"province": number, "seed": seed, "first_year": YEARS[0], "last_year": YEARS[-1]}
        connection.execute(_statement("reports"), values)
        for name, form in FORMS.items():
            connection.execute(_statement("printed").format(form=form, rows=_statement(name)))
            connection.execute(layout.stated(tables()[name]), {"file": f"{code}-{name}.csv"})
    for name in ("incoming", "reports", "shares", "aims", "ways"):
        connection.execute(f"drop table {name}")


def write_nation(out: Path, size: float = 1.0, seed: int = SEED) -> Path:
    """The warehouse file of the whole nation, or of a `size` part of it; the same seed gives the same figures."""
    with build.writing(out) as connection:
        fill(connection, size, seed)
        build.lay_out(connection)
    return out
