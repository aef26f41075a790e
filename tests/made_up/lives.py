"""One period in the life of a committee: quota, admissions, discipline, losses, stock."""

import math
from dataclasses import dataclass, field
from random import Random

from .chance import about
from .periods import Period
from .units import Unit

# Quota against members, admitted against quota; 2020 and 2021 were pandemic years.
AIMS = {
    2015: (0.034, 0.92),
    2016: (0.034, 0.94),
    2017: (0.035, 0.97),
    2018: (0.035, 0.99),
    2019: (0.036, 1.00),
    2020: (0.036, 0.72),
    2021: (0.034, 0.65),
    2022: (0.034, 0.94),
    2023: (0.036, 0.99),
    2024: (0.037, 1.03),
    2025: (0.037, 0.98),
    2026: (0.036, 0.92),
}
# Yearly rates by org_type: admissions against the mean, deaths, moves out, members of a cell.
HABITS = {
    "xa": (1.05, 0.0095, 0.010, 26),
    "dac_khu": (1.05, 0.0080, 0.010, 20),
    "phuong": (0.90, 0.0120, 0.013, 33),
    "thi_tran": (0.92, 0.0105, 0.012, 28),
    "co_quan": (1.02, 0.0012, 0.028, 15),
    "doanh_nghiep": (1.12, 0.0010, 0.034, 19),
    "cong_an": (1.10, 0.0006, 0.040, 16),
    "quan_doi": (1.10, 0.0005, 0.050, 17),
}
OUTCOMES = {
    "member": {"khien_trach": 0.55, "canh_cao": 0.28, "cach_chuc": 0.05, "khai_tru": 0.12},
    "probationary": {"khien_trach": 0.7, "canh_cao": 0.3},
    "organisation": {"khien_trach": 0.8, "canh_cao": 0.19, "giai_tan": 0.01},
}
AUTHORITIES = ["party_committees", "inspection_commissions"]
IN = ["in_admitted", "in_transferred", "in_restored", "in_merged"]
OUT = [
    "out_transferred",
    "out_died",
    "out_expelled",
    "out_struck_off",
    "out_released",
    "out_merged",
]


@dataclass
class Report:
    """What one unit reports for one period; `stock` is before the handing over."""

    unit: Unit
    period: Period
    opening: int
    quota: int
    first_quota: int | None
    admitted: int
    attendees: int
    residential: int
    probationary: int
    cells: int
    discipline: dict = field(default_factory=dict)
    flows: dict = field(default_factory=dict)

    @property
    def stock(self) -> int:
        return self.closing + self.flows["out_merged"]

    @property
    def closing(self) -> int:
        return self.opening + self.net

    @property
    def net(self) -> int:
        return sum(self.flows[kind] for kind in IN) - sum(self.flows[kind] for kind in OUT)


def admissions(rng: Random, unit: Unit, period: Period, present: int) -> tuple[int, int]:
    """Quota and admitted, with an attainment between 55 and 120 percent."""
    rate, reach = AIMS[period.year]
    mean = present * rate * HABITS[unit.org_type][0] * period.part
    quota = max(2, about(rng, mean, 0.12))
    aim = quota * reach * rng.uniform(0.85, 1.15)
    return quota, min(max(round(aim), math.ceil(quota * 0.55)), math.floor(quota * 1.2))


def cases(rng: Random, present: int, cells: int, period: Period) -> dict:
    """Disciplinary cases by (authority, subject, outcome); only committees expel."""
    rates = {"member": present * rng.uniform(0.0042, 0.0074), "probationary": present * 0.0002}
    rates["organisation"] = cells * 0.005
    counts = {(a, s, o): 0 for a in AUTHORITIES for s, outcomes in OUTCOMES.items() for o in outcomes}
    for subject, mean in rates.items():
        chances = OUTCOMES[subject]
        for outcome in rng.choices(list(chances), list(chances.values()), k=about(rng, mean * period.part)):
            own = outcome == "khai_tru" or rng.random() < 0.72
            counts[AUTHORITIES[0 if own else 1], subject, outcome] += 1
    return counts


def movements(rng: Random, report: Report, present: int, merged_in: int) -> dict:
    """Every kind of change of the period, merger included."""
    _, died, moved, _ = HABITS[report.unit.org_type]
    part = report.period.part
    expelled = report.discipline[AUTHORITIES[0], "member", "khai_tru"]
    return {
        "in_admitted": report.admitted,
        "in_transferred": about(rng, present * moved * 0.75 * part, 0.3),
        "in_restored": int(rng.random() < 0.03 * part),
        "in_merged": merged_in,
        "out_transferred": about(rng, present * (moved + 0.001) * part, 0.3),
        "out_died": about(rng, present * died * part),
        "out_expelled": expelled,
        "out_struck_off": about(rng, present * 0.0024 * part, 0.4),
        "out_released": about(rng, present * 0.0009 * part, 0.4),
        "out_merged": 0,
    }


def live(rng: Random, unit: Unit, period: Period, opening: int, merged_in: int, revised: bool) -> Report:
    """A unit's report; members that came by the merger count as present from the start."""
    present = opening + merged_in
    quota, admitted = admissions(rng, unit, period, present)
    first = quota - max(1, quota // 8) if revised and period.year == 2023 else None
    lives_there = rng.uniform(0.45, 0.75) if unit.area else 0
    report = Report(
        unit,
        period,
        opening,
        quota,
        first,
        admitted,
        attendees=admitted + about(rng, admitted * 0.09, 0.8),
        residential=int(admitted * lives_there),
        probationary=min(present, int(admitted / period.part * rng.uniform(0.9, 0.99))),
        cells=max(4, round(present / HABITS[unit.org_type][3])),
    )
    report.discipline = cases(rng, present, report.cells, period)
    report.flows = movements(rng, report, present, merged_in)
    if unit.life == "ended" and period.year == 2025:
        report.flows["out_merged"] = report.closing
    return report
