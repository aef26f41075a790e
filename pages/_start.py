"""What a new process does before it shows anything."""

import streamlit as st

from ingest import warehouse
from ingest.desk.commit import heal


@st.cache_resource(show_spinner=False)
def _heal() -> bool:
    """What was imported when the last process died, and was not on screen yet, is built now."""
    return heal()


def built() -> list[str]:
    """The collections that have figures to show."""
    _heal()
    return warehouse.built()
