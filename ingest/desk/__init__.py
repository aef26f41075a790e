"""The import desk: what `local` holds is its files and the imports kept beside them, each of which can be undone."""
