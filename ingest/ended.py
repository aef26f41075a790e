"""Figures of a unit that was no more: said, with the units that took it over; never moved to them."""

from datetime import date

import numpy as np

from ingest.known import Known

DAY = "%d/%m/%Y"


def say_ended(check, columns: dict) -> None:
    """Warning unit_ended (unit_ended_alone where no unit took it over) for periods that begin after a unit ended."""
    units, starts = columns["unit_code"], columns["period_start"]
    for number, code in enumerate(units.values):
        last = _ended(check.known, code) if code else None
        if last is None:
            continue
        rows = np.flatnonzero(
            (units.codes == number) & starts.where(lambda day, last=last: day and day > last)
        )
        if not len(rows):
            continue
        heirs = "; ".join(_heirs(check.known, code, set()))
        values = {"unit": check.known.described([code]), "date": last.strftime(DAY), "heirs": heirs}
        shown = [check.shown("unit_code", int(row)) for row in rows]
        found = "unit_ended" if heirs else "unit_ended_alone"
        check.problems.add_lines(found, check.lines[rows], shown, values, "warning")


def _ended(known: Known, code: str) -> date | None:
    """The last day of a unit; None while any of its rows has no end."""
    ends = [valid_to for _, valid_to in known.units.get(code, ())]
    return max(ends) if ends and None not in ends else None


def _heirs(known: Known, code: str, seen: set[str]) -> list[str]:
    """Who took a unit over and since when, step after step: "01/07/2022: m (Xã An Bình)"."""
    found = []
    for heir, day in known.heirs.get(code, ()):
        if heir not in seen:
            seen.add(heir)
            found.append(f"{day.strftime(DAY)}: {known.described([heir])}")
            if _ended(known, heir):
                found += _heirs(known, heir, seen)
    return found
