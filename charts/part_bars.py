"""The bars of figures made of parts: columns over periods, lying stacks, hidden parts and totals at their ends."""

from typing import Any

from charts import axes, panels, part_words, records, theme
from charts.part_words import Parts
from charts.records import Row
from labels import Labels


def columns(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str]) -> list[dict]:
    """Standing columns over the periods, a trace for each part; of stacked ones, hidden parts and totals too."""
    traces, by_code = [], records.grouped(told, parts.code)
    for code, own in by_code.items():
        bar = theme.bar(
            x=axes.period_labels(own, say),
            y=axes.values(parts.values(own)),
            name=getattr(own[0], parts.label),
            marker={"color": colours[code], "pattern": theme.partial_pattern(axes.is_partial(own))},
            text=_on_columns(own, say, parts, alone=len(by_code) == 1),
            hovertext=part_words.hovers(own, say, parts),
            customdata=[row.unit_id for row in own],
            hoverinfo="text",
        )
        traces.append(theme.number_inside(bar) if parts.stacked else bar)
    if not parts.stacked:
        return traces
    at = axes.period_labels(told, say)
    return [*traces, *_held_back(told, at, say, parts), _totals(told, at, say, parts)]


def _on_columns(told: list[Row], say: Labels, parts: Parts, alone: bool) -> list[str]:
    """The number of each piece, left off where hatching would swallow it or the total above says the same."""
    if not parts.stacked:
        return [
            part_words.written(row, say, parts) if records.is_hidden(row) else say.count(v)
            for row, v in zip(told, parts.values(told), strict=True)
        ]
    pieces = zip(parts.values(told), axes.is_partial(told), strict=True)
    return ["" if partial or alone or value is None else say.count(value) for value, partial in pieces]


def _stacks(told: list[Row], at: list) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for place, row in zip(at, told, strict=True):
        found.setdefault(place, []).append(row)
    return found


def _held_back(told: list[Row], at: list, say: Labels, parts: Parts, lying: bool = False) -> list[dict]:
    """Hatched, what hidden parts hold together, where a total tells it."""
    found = []
    for place, own in _stacks(told, at).items():
        names = [getattr(row, parts.label) for row in own if records.is_hidden(row)]
        whole = part_words.total(own, parts)
        if names and whole is not None and whole > part_words.shown(own, parts):
            told_apart = f"{say('card.hidden')}: {', '.join(names)}"
            found.append(
                (place, float(whole - part_words.shown(own, parts)), panels.told(own[0], say, told_apart))
            )
    if not found:
        return []
    places, lengths, words = map(list, zip(*found, strict=True))
    name = say("card.hidden")
    return [
        theme.bar(
            x=lengths if lying else places,
            y=places if lying else lengths,
            name=name,
            marker={"color": theme.MISSING, "pattern": theme.HIDDEN_PATTERN},
            hovertext=words,
            hoverinfo="text",
            textposition="none",
            **({"orientation": "h"} if lying else {}),
        )
    ]


def _totals(told: list[Row], at: list, say: Labels, parts: Parts, lying: bool = False) -> dict:
    """The total at the end of each stack, so that a year of zeros says 0."""
    stacks = _stacks(told, at)
    places = list(stacks)
    ends = axes.values(
        part_words.total(own, parts) or part_words.shown(own, parts) for own in stacks.values()
    )
    return theme.scatter(
        x=ends if lying else places,
        y=places if lying else ends,
        mode="text",
        text=[
            f"{' ' if lying else ''}<b>{part_words.total_written(own, say, parts)}</b>"
            for own in stacks.values()
        ],
        textposition="middle right" if lying else "top center",
        hoverinfo="skip",
    )


def lying_stack(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str], row: str) -> list[dict]:
    """Lying bars of the values of the column `row`, a trace for each part, with hidden parts and totals."""
    order = {name: place for place, name in enumerate(records.grouped(told, row))}
    traces = [
        theme.number_inside(
            theme.bar(
                y=[order[getattr(r, row)] for r in own],
                x=axes.values(parts.values(own)),
                orientation="h",
                name=getattr(own[0], parts.label),
                marker={"color": colours[code], "pattern": theme.partial_pattern(axes.is_partial(own))},
                text=_on_pieces(own, say, parts),
                hovertext=part_words.hovers(own, say, parts),
                customdata=[row.unit_id for row in own],
                hoverinfo="text",
            )
        )
        for code, own in records.grouped(told, parts.code).items()
    ]
    at = [order[getattr(r, row)] for r in told]
    return [*traces, *_held_back(told, at, say, parts, True), _totals(told, at, say, parts, lying=True)]


def _on_pieces(told: list[Row], say: Labels, parts: Parts) -> list[str]:
    """The number of each lying piece; none of a zero, nor where hatching would swallow it."""
    pieces = zip(parts.values(told), axes.is_partial(told), strict=True)
    return ["" if partial or not value else say.count(value) for value, partial in pieces]


def lying(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str]) -> dict:
    """The parts of one period one under another."""
    return theme.bar(
        y=list(range(len(told))),
        x=axes.values(part_words.lengths(told, parts)),
        orientation="h",
        marker={
            "color": [colours[getattr(row, parts.code)] for row in told],
            "pattern": theme.partial_pattern(axes.is_partial(told)),
        },
        text=[part_words.written(row, say, parts) for row in told],
        hovertext=part_words.hovers(told, say, parts),
        customdata=[row.unit_id for row in told],
        hoverinfo="text",
    )
