"""Đối chiếu số liệu: where figures contradict one another, both sides as arithmetic; by rule and by unit."""

from charts import checks
from pages import _headlines, _reconciled
from pages._card import page, show

parts = page("checks", "found", "spread")
if "found" in parts:
    _reconciled.found(checks.findings)
if "spread" in parts:
    show(checks.by_unit)
    show(checks.by_rule, draw=_headlines.worded(checks.by_rule))
