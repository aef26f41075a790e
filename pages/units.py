"""Theo đơn vị: the units under one unit, and the unit itself: its sheet, facts, lineage, organisations, ratings."""

from charts import compare, mergers, units
from pages import _compared, _headlines, _sheet, _words
from pages._answers import reorganised, words
from pages._card import page, show, show_table
from queries import comparison

parts = page("units", "children", "sheet", "profile", "lineage", "organisations")
has_children = _headlines.open_one_of("units/children")
if "children" in parts and has_children:
    show(units.whole_and_parts)
    show(units.children, draw=_headlines.worded(units.children))
    show(compare.ranking, **_compared.children_by(_headlines.chosen("headline", ("members", "attainment"))))
if "children" in parts and not has_children:
    _words.line(words()("units.sheet.alone"), "calm")
if "sheet" in parts or ("children" in parts and not has_children):
    least = comparison.least_base("members")
    show(units.sheet, draw=_sheet.figures, least_base=least)
    _sheet.download(least)
if "profile" in parts:
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
