"""Tổng quan: the headline figures, what needs attention, and admissions against quota by unit."""

from charts import admissions, overview
from pages import _headlines
from pages._card import page, show

page("overview")
show(overview.headlines, draw=_headlines.tiles)
show(overview.attention, draw=_headlines.findings, live=True)
show(admissions.attainment_by_unit_and_year)
