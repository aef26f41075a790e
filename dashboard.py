"""The door: page setup, the filters, the list of pages."""

import logging
from pathlib import Path
from uuid import uuid4

import streamlit as st

from ingest import warehouse
from pages import _bar, _card, _filters, _keep, _link, _links, _words

HERE = Path(__file__).parent
PAGES = (
    *("overview", "membership", "structure", "admissions", "discipline", "units", "compare"),
    *("present", "sources", "checks", "import_data", "glossary"),
)

say = _filters.language()
st.set_page_config(page_title=say("app.title"), page_icon=str(HERE / "pages" / "icon.png"), layout="wide")
listed = [
    st.Page(
        HERE / "pages" / f"{name}.py",
        title=say(f"app.pages.{name}"),
        url_path=name,
        default=name == PAGES[0],
    )
    for name in PAGES
]
current = st.navigation(listed)
if wanted := st.session_state.pop("_wanted", None):
    st.switch_page(wanted, query_params=st.query_params.to_dict())
_words.dress(say.lang)
_links.dress()
_keep.heal_once()
if not warehouse.built():
    st.error(say("errors.warehouse_missing"))
    st.stop()
try:
    filters = _filters.read(say)
except warehouse.UnreadableWarehouse:
    st.error(say("errors.warehouse_unreadable"))
    st.stop()
_link.arrive()
_filters.keep(filters, current.url_path or PAGES[0], say)
st.session_state["_filters"] = filters
try:
    _bar.bar(filters, say)
    st.session_state["_shell"] = True
    current.run()
    _card.last_card()
except Exception:  # the reader gets a sentence in his language, the log the whole story
    code = uuid4().hex[:6]
    logging.getLogger("dashboard").exception("screen failed, code %s", code)
    st.error(say("errors.unexpected", code=code))
