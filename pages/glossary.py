"""Giải thích chỉ tiêu: what each term means, and the tables, lists, schemes and targets of the contract."""

from pages import _terms
from pages._card import page, show_table

page("glossary")
_terms.terms()
show_table("glossary/targets")
show_table("glossary/schemes")
_terms.codes("glossary/codes")
_terms.columns("glossary/columns")
