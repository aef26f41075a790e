"""Templates: replaced when the branch that makes them is merged."""


def templates() -> None:
    """Nothing yet."""
