"""Theo đơn vị: one unit, the units under it, its organisations, its ratings and every other figure."""

import streamlit as st

from charts import units
from pages import _headlines
from pages._card import page, show, show_table

page("units")
_headlines.open_one_of("units/children")
show(units.children, draw=_headlines.worded(units.children))
left, right = st.columns(2)
show(units.ranking, at=left, ranking="members")
show(units.ranking, at=right, ranking="attainment")
show_table("units/profile")
show_table("units/lineage")
show(units.organisations_by_year)
show_table("units/organisations_by_type")
show(units.ratings_by_year)
show(units.other_indicators, draw=_headlines.worded(units.other_indicators))
