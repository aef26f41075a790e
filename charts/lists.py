"""A list: a lying bar per part with its figures beside it, and a grey one for what a report leaves untold."""

from dataclasses import replace

from charts import panels, theme

LONG, LINE, ROOM = 44, 20, 2.3
Part = tuple[str, float, str]  # its name, its length, its figures in words


def panel(title: str, parts: list[Part], rest: Part | None = None, least: float = 0) -> panels.Panel:
    """The panel of a list; its scale reaches at least `least`, so that small parts alone don't look large."""
    every = [*parts, rest] if rest else parts
    bars = [_bar(parts, 0, theme.MEMBERS)] + ([_bar([rest], len(parts), theme.MISSING)] if rest else [])
    drawn = panels.lying(title, [_short(name) for name, _, _ in every], bars)
    lines = max(name.count("<br>") + 1 for name in drawn.yaxis["ticktext"])
    longest = max(*(length for _, length, _ in every), least) or 1
    return replace(
        drawn,
        height=max(LINE * lines, panels.BAR) * len(every),
        xaxis={"visible": False, "range": [0, ROOM * longest]},
    )


def words(count: str, share: str) -> str:
    """8.461 (18,47%), or whichever of both is known."""
    return f"{count} ({share})" if count and share else count or share


def _short(name: str) -> str:
    """A long name without what it says in brackets; the table has all of it."""
    return name.partition(" (")[0] if len(name) > LONG else name


def _bar(parts: list[Part], first: int, colour: str) -> dict:
    return theme.bar(
        y=list(range(first, first + len(parts))),
        x=[length for _, length, _ in parts],
        orientation="h",
        marker={"color": colour},
        text=[text for _, _, text in parts],
        constraintext="none",
        hovertext=[f"{name}<br>{text}" for name, _, text in parts],
        hoverinfo="text",
    )
