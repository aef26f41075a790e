"""Nhập số liệu: a file in, checked and previewed; every import with its undo; templates to fill in."""

from pages import _desk, _history, _templates
from pages._card import page

parts = page("import_data", "bring", "history", "templates")
if "bring" in parts:
    _desk.bring()
if "history" in parts:
    _history.history()
if "templates" in parts:
    _templates.templates()
