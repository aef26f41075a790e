"""Repeatable chance: named dice, whole numbers about a mean, whole parts of a total."""

import random


def dice(*names: object) -> random.Random:
    """A generator of its own for each purpose, so that one more table disturbs no other."""
    return random.Random("/".join(map(str, names)))


def about(rng: random.Random, mean: float, spread: float = 0.2) -> int:
    return int(mean * rng.uniform(1 - spread, 1 + spread) + rng.random())


def apportion(total: int, weights: list[float]) -> list[int]:
    """Whole numbers that add up to `total`, by largest remainder."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def percent(part: int, whole: int, decimals: int = 2) -> str:
    """Half up, as offices round; empty where there is nothing to divide by."""
    if not whole:
        return ""
    scale = 10**decimals
    scaled = (2 * part * 100 * scale + whole) // (2 * whole)
    return f"{scaled // scale}.{scaled % scale:0{decimals}d}"
