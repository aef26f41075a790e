"""Figures made of parts (outcomes, sources, ways of leaving): columns over the years, lying bars of other periods."""

from typing import Any

import plotly.graph_objects as go

from charts import panels, part_bars, part_words, records, rows, theme
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
        panels.years(name, own, part_bars.columns(own, say, parts, colours), say, title, **_scale(own, parts))
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
        panels.lying(
            name, list(records.grouped(own, row)), part_bars.lying_stack(own, say, parts, colours, row)
        )
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
            part_bars.lying_stack(own, say, parts, colours, "unit_id"),
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
        panels.lying(
            name, [getattr(row, parts.label) for row in own], [part_bars.lying(own, say, parts, colours)]
        )
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
