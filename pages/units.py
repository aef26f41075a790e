"""Theo đơn vị: one unit, the units under it, its organisations, its ratings and every other figure."""

from charts import units
from pages import _headlines
from pages._card import page, show, show_table

page("units")
if _headlines.open_one_of("units/children"):
    show(units.children, draw=_headlines.worded(units.children))
    show(units.ranking, ranking=_headlines.chosen("ranking", ("members", "attainment")))
show(units.profile, draw=_headlines.worded(units.profile))
show_table("units/lineage")
show(units.organisations_by_year)
show(units.organisations_by_type, draw=_headlines.worded(units.organisations_by_type))
show(units.ratings_by_year)
show(units.other_indicators, draw=_headlines.worded(units.other_indicators))
