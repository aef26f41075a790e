"""Nguồn số liệu: every document, every printed figure, what is missing and what is in doubt."""

from charts import overview, sources
from pages import _documents, _headlines
from pages._card import page, show

parts = page("sources", "documents", "figures", "gaps", "doubts")
if "documents" in parts:
    show(sources.catalogue, draw=_documents.documents)
if "figures" in parts:
    _documents.search(sources.find)
if "gaps" in parts:
    show(sources.tables_by_year)
    show(sources.units_by_year)
if "doubts" in parts:
    show(overview.attention, draw=_headlines.findings, live=True)
    show(sources.differing, draw=_documents.doubts)
    show(sources.percents, draw=_documents.doubts)
