"""Kỷ luật và sàng lọc: discipline per authority, removals, which are no discipline, and inspection.

At the top the committees stand side by side in every card: those by unit would only repeat them.
"""

from charts import discipline, inspections
from pages import _words
from pages._answers import looked_at, several_units, words
from pages._card import page, show

parts = page("discipline", "members", "removals", "others", "inspections")
if "members" in parts:
    show(discipline.outcomes_by_year, subject="member")
    show(discipline.rate_by_year)
    show(discipline.outcomes_by_authority)
    if looked_at().unit and several_units():
        show(discipline.outcomes_by_unit)
if "removals" in parts:
    show(discipline.removals_by_year)
    if looked_at().unit and several_units():
        show(discipline.removals_by_unit)
if "others" in parts:
    show(discipline.organisations_disciplined)
    show(discipline.outcomes_by_year, subject="probationary")
if "inspections" in parts:
    show(inspections.by_stage)
    show(inspections.by_year)
_words.line(words()("discipline.reading.not_discipline"), "reading")
