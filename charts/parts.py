"""Figures made of parts (outcomes, sources, ways of leaving): columns over the years, lying bars of other periods."""

from typing import Any

import plotly.graph_objects as go

from charts import axes, panels, part_words, records, rows, theme
from charts.captions import ON_YEARLY_AXIS
from charts.part_words import Parts
from charts.records import Row
from labels import Labels

# A number that would have to be smaller than this is left to the table.
SMALLEST: dict[str, Any] = {"uniformtext": {"minsize": 11, "mode": "hide"}}


def over_years(told: list[Row], say: Labels, parts: Parts, title: str = "", **layout: Any) -> go.Figure:
    """Parts of each year as columns, and as lying bars where a figure has a period of its own, panel by panel."""
    told = [row for row in records.having(told, "period_kind") if part_words.is_told(row, parts)]
    colours, heads = _colours(told, parts), _heads(told, parts)
    yearly = [row for row in _counted(told, parts) if row.period_kind in ON_YEARLY_AXIS]
    # A single period is no course of years: it reads better lying, with its number on each part.
    courses = [(t, own) for t, own in panels.groups(yearly, heads) if len({r.period_end for r in own}) > 1]
    standing = {id(row) for _, own in courses for row in own}
    found = [
        panels.years(name, own, _columns(own, say, parts, colours), say, title, **_scale(own, parts))
        for name, own in courses
    ]
    found += _own_periods([row for row in told if id(row) not in standing], say, parts, heads, colours)
    return panels.stacked(found, say, barmode="stack" if parts.stacked else "group", **SMALLEST, **layout)


def _counted(told: list[Row], parts: Parts) -> list[Row]:
    """The rows that have a count, or would have one if it were not hidden."""
    return [row for row in told if getattr(row, parts.value) is not None or records.is_hidden(row)]


def _scale(told: list[Row], parts: Parts) -> dict:
    """Whole steps where figures are small: half a case does not exist, and zeros need a scale too."""
    periods = records.grouped(told, "period_end", "period_start").values()
    most = max(part_words.total(own, parts) or part_words.shown(own, parts) for own in periods)
    return {"dtick": 1, "range": [0, max(1, most) * 1.25]} if most < 5 else {}


def of_periods(told: list[Row], say: Labels, parts: Parts) -> go.Figure:
    """Every period as one of its own, years too: a panel of lying bars for each."""
    heads = _heads(told, parts)
    return panels.stacked(_own_periods(told, say, parts, heads, _colours(told, parts)), say)


def side_by_side(told: list[Row], say: Labels, parts: Parts, row: str) -> go.Figure:
    """The values of the column `row` one under another with their parts, a panel for each period."""
    told = _counted(records.having(told, "period_kind"), parts)
    colours = _colours(told, parts)
    found = [
        panels.lying(name, list(records.grouped(own, row)), _lying_stack(own, say, parts, colours, row))
        for name, own in _periods(told, say, parts, _heads(told, parts))
    ]
    return panels.stacked(found, say, barmode="stack", **SMALLEST)


def by_unit(told: list[Row], say: Labels, parts: Parts) -> go.Figure:
    """Units in their order with their parts, in the period that most of them tell; other periods stand below."""
    told = _counted(records.having(told, "period_kind"), parts)
    colours, shared = _colours(told, parts), rows.common(told)
    same = [row for row, drawn in zip(told, shared, strict=True) if drawn]
    others = [row for row, drawn in zip(told, shared, strict=True) if not drawn]
    found = [
        panels.lying(
            name,
            [of_unit[0].unit_name for of_unit in records.grouped(own, "unit_id").values()],
            _lying_stack(own, say, parts, colours, "unit_id"),
        )
        for name, own in _periods(same, say, parts, list(parts.apart))
    ]
    found += _own_periods(others, say, parts, ["unit_name", *parts.apart], colours)
    return panels.stacked(found, say, barmode="stack", **SMALLEST)


def _colours(told: list[Row], parts: Parts) -> dict[str, str]:
    codes = list(records.grouped(told, parts.code))
    return dict(zip(codes, theme.category_colours(codes), strict=True)) | parts.colours


def _heads(told: list[Row], parts: Parts) -> list[str]:
    """What parts the panels: units where there are several, then the columns named."""
    return (["unit_name"] if records.several_units(told) else []) + list(parts.apart)


def _spoken(told: list[Row], say: Labels) -> list[Row]:
    """The rows with their period in words."""
    return records.adding(told, "spoken", lambda r: say.period(r.period_start, r.period_end, r.period_kind))


def _own_periods(
    told: list[Row], say: Labels, parts: Parts, heads: list[str], colours: dict[str, str]
) -> list[panels.Panel]:
    return [
        panels.lying(name, [getattr(row, parts.label) for row in own], [_lying(own, say, parts, colours)])
        for name, own in _periods(told, say, parts, heads)
    ]


def _periods(told: list[Row], say: Labels, parts: Parts, heads: list[str]) -> list[tuple[str, list[Row]]]:
    """The heading and the rows of each period; figures printed twice for one time stand once, under both."""
    found: list[tuple[str, list[Row], list[str]]] = []
    for head, of_head in panels.groups(_spoken(told, say), heads):
        for when, own in records.grouped(of_head, "spoken").items():
            for name, first, whens in found:
                if name == head and _printed_twice(first, own, say, parts):
                    whens.append(when)
                    break
            else:
                found.append((head, own, [when]))
    return [(" · ".join(filter(None, (head, *whens))), own) for head, own, whens in found]


def _printed_twice(first: list[Row], own: list[Row], say: Labels, parts: Parts) -> bool:
    """Whether rows repeat the figures of others for one time, put in another way."""
    said = [
        [(getattr(r, parts.label), part_words.written(r, say, parts)) for r in rows] for rows in (first, own)
    ]
    return said[0] == said[1] and records.one_time(first[0], own[0])


def _columns(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str]) -> list[dict]:
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


def _lying_stack(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str], row: str) -> list[dict]:
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


def _lying(told: list[Row], say: Labels, parts: Parts, colours: dict[str, str]) -> dict:
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
