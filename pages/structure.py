"""Cơ cấu đội ngũ: age, gender, education, occupation and the like, by year and by unit."""

from typing import Any

import streamlit as st

from charts import structure
from pages import _bar
from pages._card import answer, looked_at, page, show, words

page("structure")
POPULATIONS = ["members", "admitted", "cadres"]
DIMENSIONS = [
    "age",
    "gender",
    "education",
    "professional",
    "political_theory",
    "occupation",
    "ethnicity",
    "religion",
    "admission_source",
]

say, filters = words(), looked_at()
population = _bar.choice(say, "population", say("structure.choose_population"), POPULATIONS)
dimension = _bar.choice(say, "dimension", say("structure.choose_dimension"), DIMENSIONS)
told = answer("structure/schemes", filters)

chosen = told[(told.population == population) & (told.dimension == dimension)]
for scheme in list(chosen.scheme) or [""]:
    show(structure.by_year, population=population, dimension=dimension, scheme=scheme)
own: dict[str, Any] = {"population": population, "dimension": dimension}
if filters.unit and answer("structure/by_unit", filters.having(**own)).unit_id.nunique() > 1:
    show(structure.by_unit, **own)
if dimension == "age" and population == "members":
    show(structure.pyramid)
    show(structure.mean_age)

kinds = sorted(
    set(zip(told.population, told.dimension, strict=True)),
    key=lambda kind: (POPULATIONS.index(kind[0]), DIMENSIONS.index(kind[1])),
)
for first in range(0, len(kinds), 2):
    pair = zip(st.columns(2), kinds[first : first + 2], strict=False)
    for at, (who, what) in pair:
        show(structure.latest, at=at, population=who, dimension=what)
