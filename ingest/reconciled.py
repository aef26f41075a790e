"""What the files of a collection contradict, found in memory, without a warehouse."""

from contextlib import closing

import duckdb

from ingest import accepted, warehouse
from ingest import collection as collections
from ingest.build import accepted_files, fill
from ingest.finding import Finding
from ingest.reconcile import reconcile


def found_in(collection: str) -> list[Finding]:
    """The findings of a collection, the gravest first, with what was accepted; Refused, NoCollection."""
    checked = accepted_files(collection)
    with closing(duckdb.connect()) as connection:
        connection.execute(f"set memory_limit='{warehouse.MEMORY_LIMIT}'")
        fill(connection, collections.about(collection) | {"collection": collection}, checked)
        return reconcile(connection, accepted.read(collections.folder(collection)))
