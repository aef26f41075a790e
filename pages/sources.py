"""Nguồn số liệu: every document, every printed figure, what is missing and what is in doubt."""

from charts import sources
from pages import _documents
from pages._card import page, show

page("sources")
show(sources.catalogue, draw=_documents.documents)
_documents.search(sources.find)
show(sources.tables_by_year)
show(sources.units_by_year)
show(sources.differing, draw=_documents.doubts)
show(sources.percents, draw=_documents.doubts)
