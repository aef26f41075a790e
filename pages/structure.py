"""Cơ cấu đội ngũ: age, gender, education, occupation and the like, by year, by unit, and all of them at a glance."""

from typing import Any

import streamlit as st

from charts import structure
from exports.answers import answer
from pages import _bar
from pages._answers import looked_at, words
from pages._card import page, show

parts = page("structure", "years", "glance")
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
told = answer("structure/schemes", filters)
first = next((p for p in POPULATIONS if p in set(told.population)), "")
population = _bar.choice("population", say("structure.choose_population"), POPULATIONS, say, first)
told = told[told.population == population]
dimensions = [d for d in DIMENSIONS if d in set(told.dimension)]

if "years" in parts:
    first = next(iter(dimensions), "")
    dimension = _bar.choice("dimension", say("structure.choose_dimension"), DIMENSIONS, say, first)
    for scheme in list(told[told.dimension == dimension].scheme) or [""]:
        show(structure.by_year, population=population, dimension=dimension, scheme=scheme)
    own: dict[str, Any] = {"population": population, "dimension": dimension}
    if filters.unit and answer("structure/by_unit", filters.having(**own)).unit_id.nunique() > 1:
        show(structure.by_unit, **own)
    if dimension == "age" and population == "members":
        show(structure.pyramid)
        show(structure.mean_age)

if "glance" in parts:
    columns = st.columns(2)
    for place, dimension in enumerate(dimensions):
        show(structure.latest, at=columns[place % 2], population=population, dimension=dimension)
