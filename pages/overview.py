"""Tổng quan: the headline figures, admissions against quota by unit, and what needs attention."""

from charts import admissions, overview
from pages import _headlines
from pages._card import page, show

page("overview")
show(overview.headlines, draw=_headlines.tiles)
show(overview.attention, draw=_headlines.findings)
if hasattr(admissions, "attainment_by_unit_and_year"):
    show(admissions.attainment_by_unit_and_year)
