"""Kỷ luật và sàng lọc: inspection, discipline per authority, and removals, which are no discipline."""

import streamlit as st

from charts import discipline, inspections
from pages import _words
from pages._card import page, show, words

page("discipline")
show(discipline.outcomes_by_year, subject="member")
show(discipline.rate_by_year)
left, right = st.columns(2)
show(discipline.outcomes_by_authority, at=left)
show(inspections.by_stage, at=right)
show(discipline.outcomes_by_unit, at=left)
show(discipline.removals_by_unit, at=right)
show(discipline.removals_by_year)
show(discipline.organisations_disciplined)
show(discipline.outcomes_by_year, subject="probationary")
show(inspections.by_year)
_words.line(words()("discipline.reading.not_discipline"), "reading")
