"""Theo đơn vị: the units under one unit, and the unit itself: its facts, organisations, ratings, other figures."""

from charts import compare, units
from pages import _compared, _headlines, _sheet
from pages._card import page, show, show_table
from queries import comparison

parts = page("units", "children", "sheet", "profile", "organisations")
has_children = _headlines.open_one_of("units/children")
if "children" in parts and has_children:
    show(units.whole_and_parts)
    show(units.children, draw=_headlines.worded(units.children))
    show(compare.ranking, **_compared.children_by(_headlines.chosen("headline", ("members", "attainment"))))
if "sheet" in parts or not has_children:
    least = comparison.least_base("members")
    show(units.sheet, draw=_sheet.figures, least_base=least)
    _sheet.download(least)
if "profile" in parts:
    show(units.profile, draw=_headlines.worded(units.profile))
    show_table("units/lineage")
    show(units.other_indicators, draw=_headlines.worded(units.other_indicators))
if "organisations" in parts:
    show(units.organisations_by_year)
    show(units.organisations_by_type, draw=_headlines.worded(units.organisations_by_type))
    show(units.ratings_by_year)
