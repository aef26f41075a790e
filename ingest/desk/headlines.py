"""The headline figures of the top units in two warehouse files, side by side."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest import warehouse

# The same choice as the overview makes: the latest whole year, else the latest figure.
NEWEST = """
select u.unit_code, u.name, h.headline, h.part, h.part_vi, h.part_en, h.measure, h.period_start, h.period_end,
    h.period_kind, h.value, h.reported, h.expected
from headlines.shown as h
inner join units as u using (unit_id)
where u.depth = 1 and u.told
qualify row_number() over (
    partition by h.unit_id, h.headline, h.part
    order by h.complete and h.period_kind = 'year' desc, h.complete desc, h.period_kind = 'undated',
        coalesce(h.period_end, make_date(h.to_year, 12, 31)) desc, h.period_start desc nulls last, h.period_kind desc
) = 1
order by h.unit_id, h.headline, h.part
"""


@dataclass(frozen=True)
class Figure:
    """A headline as the overview would show it; a sum says how many units were `reported`, of how many."""

    value: float
    period_start: date | None
    period_end: date | None
    period_kind: str
    reported: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class Headline:
    """One headline of a top unit before and after; None where it is not told. `measure` is count or percent."""

    unit_code: str
    unit_name: str
    headline: str
    part: str
    part_label: dict[str, str]
    measure: str
    before: Figure | None
    after: Figure | None

    @property
    def changed(self) -> bool:
        return self.before != self.after


def compared(before: Path | None, after: Path) -> list[Headline]:
    """The headlines of both files, those of the newer one first."""
    old, new = (_newest(before) if before else {}), _newest(after)
    found = []
    for key in [*new, *(k for k in old if k not in new)]:
        named = (new.get(key) or old[key])[0]
        figures = (told[key][1] if key in told else None for told in (old, new))
        found.append(Headline(*named, *figures))
    return found


def _newest(file: Path) -> dict[tuple, tuple[tuple, Figure]]:
    with warehouse.open_readonly(file) as connection:
        told = connection.execute(NEWEST).fetchall()
    found = {}
    for code, name, headline, part, part_vi, part_en, measure, *figure in told:
        named = (code, name, headline, part, {"vi": part_vi, "en": part_en}, measure)
        found[code, headline, part] = (named, Figure(figure[3], *figure[:3], *figure[4:]))
    return found
