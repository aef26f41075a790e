"""Who the members are: shares by age, gender, schooling, work, ethnicity and religion."""

import tomllib
from pathlib import Path

from .chance import apportion, dice, percent
from .units import Unit

SHAPES = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))
BANDS = ["18_30", "31_35", "36_40", "41_45", "46_50", "51_55", "56_60", "over_60"]
MIDDLES = [25.5, 33, 38, 43, 48, 53, 58, 67]
OLD_BANDS = {
    "age_18_30": [0],
    "age_31_40": [1, 2],
    "age_41_50": [3, 4],
    "age_51_60": [5, 6],
    "age_61_over": [7],
}
CODES = {
    "education": ["literate", "primary", "lower_secondary", "upper_secondary"],
    "professional": ["elementary", "intermediate", "college", "university", "master", "doctor"],
    "political_theory": ["elementary", "intermediate", "advanced", "none"],
    "occupation": [
        "civil_servant",
        "armed_forces",
        "worker",
        "farmer",
        "student",
        "retired",
        "other",
    ],
    "ethnicity": ["kinh", "minority"],
    "religion": ["buddhist", "catholic", "other"],
}
SOURCES = ["youth_union", "trade_union", "mass_organisations"]
SCHEME, GENDER_SCHEME, OLD_SCHEME = "btctw_2021", "btctw_2021_gender", "btctw_old"
SCHEME_BEGINS = 2021


class Profile:
    """The shares of one old unit; its own leanings stay the same over the years."""

    def __init__(self, unit: Unit, seed: int):
        self._rng = dice(seed, unit.code, "people")
        self._way = SHAPES["ways"][unit.org_type]
        self._soil = "highland" if unit.highland else "lowland"
        self._lean = [self._rng.uniform(0.85, 1.15) for _ in range(8)]
        self._women = self._rng.uniform(-0.03, 0.03)

    def shares(self, dimension: str, year: int) -> list[float]:
        if dimension == "age_gender":
            return self._age_gender(year)
        if dimension == "admission_source":
            return SHAPES["admitted"]["source"][self._way]
        shape = SHAPES[dimension][self._soil if dimension == "ethnicity" else self._way]
        t = (year - 2015) / 11
        mixed = [a + (b - a) * t for a, b in zip(shape["a"], shape["b"], strict=True)]
        leaning = [m * lean for m, lean in zip(mixed, self._lean, strict=False)]
        return [m / sum(leaning) for m in leaning]

    def _age_gender(self, year: int) -> list[float]:
        """Men of the eight bands, then women: older until 2020, younger since."""
        tilt = 0.05 * (min(year, 2020) - 2015) - 0.065 * max(0, year - 2020)
        ages = [w * (1 + tilt * (i - 3.5) / 3.5) for i, w in enumerate(SHAPES["age"][self._way])]
        ages = [a * lean for a, lean in zip(ages, self._lean, strict=True)]
        women = SHAPES["women"]
        level = 0.286 + 0.08 * (year - 2015) / 11 + women[self._way] + self._women
        hers = [min(0.8, max(0.02, level + slope)) for slope in women["by_age"]]
        both = [a * (1 - h) for a, h in zip(ages, hers, strict=True)] + [
            a * h for a, h in zip(ages, hers, strict=False)
        ]
        return [b / sum(both) for b in both]


class Mixture:
    """The shares of a merged unit: those of its parts, weighed by members handed over."""

    def __init__(self, parts: list[tuple[int, Profile]]):
        self._parts, self._total = parts, sum(members for members, _ in parts)

    def shares(self, dimension: str, year: int) -> list[float]:
        columns = zip(*(profile.shares(dimension, year) for _, profile in self._parts), strict=True)
        weights = [members / self._total for members, _ in self._parts]
        return [sum(w * s for w, s in zip(weights, column, strict=True)) for column in columns]


def rows_of(population: str, dimension: str, scheme: str, counts: dict, total: int | None = None):
    """Structure rows; percents only where `total` is given."""
    head = {"population": population, "dimension": dimension, "scheme": scheme}
    for category, members in counts.items():
        share = percent(members, total) if total is not None else ""
        yield head | {"category": category, "members": members, "percent": share}


def age_rows(population: str, bands: list[int], year: int):
    """Ages in the form of the year: five bands until 2020, eight since."""
    if year < SCHEME_BEGINS:
        counts = {code: sum(bands[i] for i in picks) for code, picks in OLD_BANDS.items()}
        return rows_of(population, "age", OLD_SCHEME, counts)
    return rows_of(population, "age", SCHEME, {f"age_{b}": n for b, n in zip(BANDS, bands, strict=True)})


def members_structure(profile, members: int, year: int, rng) -> tuple[list[dict], str]:
    """Rows for all members, and their mean age."""
    wobble = [s * rng.uniform(0.97, 1.03) for s in profile.shares("age_gender", year)]
    cells = apportion(members, wobble)
    men, women = cells[:8], cells[8:]
    bands = [m + w for m, w in zip(men, women, strict=True)]
    rows = list(age_rows("members", bands, year))
    if year >= SCHEME_BEGINS:
        both = {
            f"{g}_{b}": n
            for g, line in (("male", men), ("female", women))
            for b, n in zip(BANDS, line, strict=True)
        }
        rows += rows_of("members", "age", GENDER_SCHEME, both)
    rows += rows_of("members", "gender", SCHEME, {"male": sum(men), "female": sum(women)}, members)
    for dimension, codes in CODES.items():
        counts = dict(zip(codes, apportion(members, profile.shares(dimension, year)), strict=False))
        rows += rows_of("members", dimension, SCHEME, counts, members if dimension == "education" else None)
    mean = sum(n * middle for n, middle in zip(bands, MIDDLES, strict=True)) / members
    return rows, f"{mean:.1f}"


def admitted_structure(profile, admitted: int, year: int, rng) -> list[dict]:
    """Rows for the newly admitted: gender, age, who introduced them."""
    level = 0.44 + 0.09 * (year - 2015) / 11 + rng.uniform(-0.05, 0.05)
    women = int(admitted * level + rng.random())
    rows = list(rows_of("admitted", "gender", SCHEME, {"male": admitted - women, "female": women}))
    bands = [s * rng.uniform(0.8, 1.2) for s in SHAPES["admitted"]["age"]]
    rows += age_rows("admitted", apportion(admitted, bands), year)
    sources = [s * rng.uniform(0.85, 1.15) for s in profile.shares("admission_source", year)]
    rows += rows_of(
        "admitted",
        "admission_source",
        SCHEME,
        dict(zip(SOURCES, apportion(admitted, sources), strict=True)),
    )
    return rows
