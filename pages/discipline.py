"""Kỷ luật và sàng lọc: inspection, discipline per authority, and removals, which are no discipline."""

import streamlit as st

from charts import discipline, inspections
from pages._card import page, show

page("discipline")
show(discipline.outcomes_by_year, subject="member")
left, right = st.columns(2)
show(discipline.outcomes_by_authority, at=left)
show(discipline.rate_by_year, at=right)
show(discipline.outcomes_by_unit)
left, right = st.columns(2)
show(discipline.organisations_disciplined, at=left)
show(discipline.outcomes_by_year, at=right, subject="probationary")
show(inspections.by_stage, at=left)
show(inspections.by_year, at=right)
show(discipline.removals_by_year, at=left)
show(discipline.removals_by_unit, at=right)
