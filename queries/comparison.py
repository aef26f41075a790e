"""When units may be set against one another: the thresholds of `data/thresholds.toml`."""

from ingest import thresholds


def least_base(headline: str, part: str = "") -> int:
    """The smallest denominator on which a rate of this headline is set against others."""
    of_its_own = thresholds.told()["comparison"]["least_base_of"]
    return of_its_own.get(
        f"{headline}.{part}", of_its_own.get(headline, thresholds.told()["comparison"]["least_base"])
    )


def is_ranked(headline: str) -> bool:
    """Whether units are ranked by this headline without anybody asking for it."""
    return headline not in thresholds.told()["comparison"]["never_ranked"]
