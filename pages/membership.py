"""Quy mô đảng viên: how many members, where, and what brought and took them."""

from charts import membership
from pages._card import page, show

page("membership")
show(membership.members_by_year)
show(membership.change_decomposition)
show(membership.changes_by_year)
show(membership.members_by_unit)
show(membership.members_by_org_type)
show(membership.members_by_status)
