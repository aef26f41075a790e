"""Quy mô đảng viên: how many members, where, and what brought and took them."""

from charts import membership, mergers
from pages._answers import reorganised, several_units
from pages._card import page, show

parts = page("membership", "size", "changes", "spread")
if "size" in parts:
    show(membership.members_by_year)
    if reorganised():
        show(mergers.before_and_after)
    if several_units():
        show(membership.members_by_unit)
if "changes" in parts:
    show(membership.change_decomposition)
    show(membership.changes_by_year)
if "spread" in parts:
    show(membership.members_by_org_type)
    show(membership.members_by_status)
