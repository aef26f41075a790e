"""Theo đơn vị: the units under one unit, and the unit itself: its facts, organisations, ratings, other figures."""

from charts import mergers, units
from pages import _headlines
from pages._answers import reorganised
from pages._card import page, show, show_table

parts = page("units", "children", "profile", "lineage", "organisations")
has_children = _headlines.open_one_of("units/children")
if "children" in parts and has_children:
    show(units.children, draw=_headlines.worded(units.children))
    show(units.ranking, ranking=_headlines.chosen("ranking", ("members", "attainment")))
if "profile" in parts or ("children" in parts and not has_children):
    show(units.profile, draw=_headlines.worded(units.profile))
    show(units.other_indicators, draw=_headlines.worded(units.other_indicators))
if "lineage" in parts:
    if reorganised():
        show(mergers.before_and_after)
        show(mergers.lineage_diagram)
    show_table("units/lineage")
if "organisations" in parts:
    show(units.organisations_by_year)
    show(units.organisations_by_type, draw=_headlines.worded(units.organisations_by_type))
    show(units.ratings_by_year)
