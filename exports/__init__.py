"""The figures of a card as files: the same rows, typed, with their sources."""
