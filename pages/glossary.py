"""Giải thích chỉ tiêu: what each term means, and the tables, lists, schemes and targets of the contract."""

from pages import _terms
from pages._card import page, show_table

parts = page("glossary", "terms", "targets", "codes")
if "terms" in parts:
    _terms.terms()
if "targets" in parts:
    show_table("glossary/targets")
    show_table("glossary/schemes")
if "codes" in parts:
    _terms.codes("glossary/codes")
    _terms.columns("glossary/columns")
