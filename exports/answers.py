"""The rows of questions, kept for all who ask the same of the same warehouse version."""

from functools import lru_cache

import pandas as pd

import queries
from ingest import warehouse
from labels import Labels
from queries import Filters


def answer(name: str, filters: Filters) -> pd.DataFrame:
    """The rows of a question, shared by all who ask the same of the same warehouse version: not to be changed."""
    return _answer(name, filters, warehouse.current(filters.collection).name)


# Kept as they are: Streamlit's own cache copies every frame it hands out, which takes longer than most questions.
@lru_cache(maxsize=1000)
def _answer(name: str, filters: Filters, version: str) -> pd.DataFrame:
    return queries.ask(name, filters)


def titles(collection: str, say: Labels) -> dict[str, str]:
    """The title of every source of a collection, by its code; a draft says so."""
    return _titles(collection, say, warehouse.current(collection).name)


@lru_cache(maxsize=16)
def _titles(collection: str, say: Labels, version: str) -> dict[str, str]:
    draft = f" ({say('card.draft_source')})"
    rows = answer("sources/catalogue", Filters(collection, lang=say.lang)).itertuples()
    return {row.source_code: row.title + (draft if row.status == "du_thao" else "") for row in rows}
