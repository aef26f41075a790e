"""Figures made of parts (outcomes, sources, ways of leaving): columns over the years, lying bars of other periods."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.captions import ON_YEARLY_AXIS
from labels import Labels

# A number that would have to be smaller than this is left to the table.
SMALLEST = {"uniformtext": {"minsize": 11, "mode": "hide"}}


@dataclass(frozen=True)
class Parts:
    """The code and name of a part, its value, which columns part the panels, and a total that is told apart."""

    code: str
    label: str
    value: str
    apart: tuple[str, ...] = ()
    stacked: bool = True
    total: str = ""
    colours: dict[str, str] = field(default_factory=dict)


def over_years(frame: pd.DataFrame, say: Labels, parts: Parts, **yaxis) -> go.Figure:
    """Parts of each year as columns, and as lying bars where a figure has a period of its own, panel by panel."""
    frame = frame[frame.period_kind.notna() & (frame[parts.value].notna() | _percents(frame).notna())]
    colours, heads = _colours(frame, parts), _heads(frame, parts)
    yearly = frame.period_kind.isin(ON_YEARLY_AXIS) & frame[parts.value].notna()
    # A single period is no course of years: it reads better lying, with its number on each part.
    alone = frame[yearly].groupby([*heads], sort=False).period_end.transform("nunique") < 2
    yearly &= ~alone.reindex(frame.index, fill_value=False)
    found = [
        panels.years(title, own, _columns(own, say, parts, colours), say, **_scale(own, parts), **yaxis)
        for title, own in panels.groups(frame[yearly], heads)
    ]
    found += _own_periods(frame[~yearly], say, parts, heads, colours)
    return panels.stacked(found, say, barmode="stack" if parts.stacked else "group", **SMALLEST)


def _scale(frame: pd.DataFrame, parts: Parts) -> dict:
    """Whole steps where figures are small: half a case does not exist, and zeros need a scale too."""
    most = frame.groupby(["period_end", "period_start"], dropna=False)[parts.value].sum().max()
    return {"dtick": 1, "range": [0, max(1, most) * 1.25]} if most < 5 else {}


def of_periods(frame: pd.DataFrame, say: Labels, parts: Parts) -> go.Figure:
    """Every period as one of its own, years too: a panel of lying bars for each."""
    heads = _heads(frame, parts)
    return panels.stacked(_own_periods(frame, say, parts, heads, _colours(frame, parts)), say)


def side_by_side(frame: pd.DataFrame, say: Labels, parts: Parts, row: str) -> go.Figure:
    """The values of the column `row` one under another with their parts, a panel for each period."""
    frame = frame.dropna(subset=["period_kind", parts.value])
    colours, heads = _colours(frame, parts), [*_heads(frame, parts), "_spoken"]
    found = [
        panels.lying(title, list(dict.fromkeys(own[row])), _lying_stack(own, say, parts, colours, row))
        for title, own in panels.groups(_spoken(frame, say), heads)
    ]
    return panels.stacked(found, say, barmode="stack", **SMALLEST)


def by_unit(frame: pd.DataFrame, say: Labels, parts: Parts) -> go.Figure:
    """Units in their order with their parts, in the period that most of them tell; other periods stand below."""
    frame = frame.dropna(subset=["period_kind", parts.value])
    colours, same = _colours(frame, parts), rows.common(frame)
    found = [
        panels.lying(
            title,
            list(own.drop_duplicates("unit_id").unit_name),
            _lying_stack(own, say, parts, colours, "unit_id"),
        )
        for title, own in panels.groups(frame[same], list(parts.apart))
    ]
    found += _own_periods(frame[~same], say, parts, ["unit_name", *parts.apart], colours)
    return panels.stacked(found, say, barmode="stack", **SMALLEST)


def _colours(frame: pd.DataFrame, parts: Parts) -> dict[str, str]:
    codes = list(dict.fromkeys(frame[parts.code]))
    return dict(zip(codes, theme.category_colours(codes), strict=True)) | parts.colours


def _heads(frame: pd.DataFrame, parts: Parts) -> list[str]:
    """What parts the panels: units where there are several, then the columns named."""
    return (["unit_name"] if frame.unit_name.nunique() > 1 else []) + list(parts.apart)


def _spoken(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    days = zip(frame.period_start, frame.period_end, frame.period_kind, strict=True)
    return frame.assign(_spoken=[say.period(*d) for d in days])


def _own_periods(
    frame: pd.DataFrame, say: Labels, parts: Parts, heads: list[str], colours: dict[str, str]
) -> list[panels.Panel]:
    return [
        panels.lying(title, list(own[parts.label]), [bar])
        for title, own in panels.groups(_spoken(frame, say), [*heads, "_spoken"])
        for bar in [_lying(own, say, parts, colours)]
    ]


def _columns(frame: pd.DataFrame, say: Labels, parts: Parts, colours: dict[str, str]) -> list:
    traces: list = []
    for code, own in frame.groupby(parts.code, sort=False):
        bar = go.Bar(
            x=axes.period_labels(own, say),
            y=axes.values(own[parts.value]),
            name=own[parts.label].iloc[0],
            marker={"color": colours[str(code)], "pattern": theme.partial_pattern(axes.is_partial(own))},
            text=_on_columns(own, say, parts, alone=frame[parts.code].nunique() == 1),
            hovertext=_hovers(own, say, parts),
            hoverinfo="text",
        )
        if parts.stacked:
            theme.number_inside(bar)
        traces.append(bar)
    return [*traces, _totals(frame, axes.period_labels(frame, say), say, parts)] if parts.stacked else traces


def _on_columns(own: pd.DataFrame, say: Labels, parts: Parts, alone: bool) -> list[str]:
    """The number of each piece, left off where hatching would swallow it or the total above says the same."""
    if not parts.stacked:
        return [say.count(v) for v in own[parts.value]]
    told = zip(own[parts.value], axes.is_partial(own), strict=True)
    return ["" if partial or alone else say.count(v) for v, partial in told]


def _totals(frame: pd.DataFrame, at: list, say: Labels, parts: Parts, lying: bool = False) -> go.Scatter:
    """The total at the end of each stack, so that a year of zeros says 0."""
    stacks = frame.assign(_at=at).groupby("_at", sort=False)
    sums = stacks[parts.value].sum()
    if parts.total:
        # A report may tell fewer outcomes than its total holds.
        sums = stacks[parts.total].max().fillna(sums)
    places, ends = list(sums.index), [float(v) for v in sums]
    return go.Scatter(
        x=ends if lying else places,
        y=places if lying else ends,
        mode="text",
        text=[f"<b>{say.count(v)}</b>" if not lying else f" <b>{say.count(v)}</b>" for v in sums],
        textposition="middle right" if lying else "top center",
        hoverinfo="skip",
    )


def _lying_stack(frame: pd.DataFrame, say: Labels, parts: Parts, colours: dict[str, str], row: str) -> list:
    order = {name: place for place, name in enumerate(dict.fromkeys(frame[row]))}
    traces: list = []
    for code, own in frame.groupby(parts.code, sort=False):
        bar = go.Bar(
            y=[order[name] for name in own[row]],
            x=axes.values(own[parts.value]),
            orientation="h",
            name=own[parts.label].iloc[0],
            marker={"color": colours[str(code)]},
            text=[say.count(v) if v else "" for v in own[parts.value]],
            hovertext=_hovers(own, say, parts),
            hoverinfo="text",
        )
        theme.number_inside(bar)
        traces.append(bar)
    return [*traces, _totals(frame, [order[name] for name in frame[row]], say, parts, lying=True)]


def _lying(frame: pd.DataFrame, say: Labels, parts: Parts, colours: dict[str, str]) -> go.Bar:
    return go.Bar(
        y=list(range(len(frame))),
        x=axes.values(_lengths(frame, parts)),
        orientation="h",
        marker={"color": [colours[c] for c in frame[parts.code]]},
        text=_written(frame, say, parts),
        hovertext=_hovers(frame, say, parts),
        hoverinfo="text",
    )


def _percents(frame: pd.DataFrame) -> pd.Series:
    return frame.percent if "percent" in frame else pd.Series(None, index=frame.index, dtype="float")


def _lengths(frame: pd.DataFrame, parts: Parts) -> pd.Series:
    """What the bars of a panel measure: counts, or percents where a report prints no counts."""
    return _percents(frame) if frame[parts.value].isna().any() else frame[parts.value]


def _written(frame: pd.DataFrame, say: Labels, parts: Parts) -> list[str]:
    """19, 490 (80,6%) or 56,8%: as much as is printed."""
    told = zip(frame[parts.value], frame.qualifier, _percents(frame), strict=True)
    return [_figure(value, qualifier, percent, say) for value, qualifier, percent in told]


def _figure(value, qualifier: str | None, percent, say: Labels) -> str:
    if pd.isna(value):
        return say.percent(percent, None)
    word = say.count(value, qualifier)
    return f"{word} ({say.percent(percent, None)})" if pd.notna(percent) else word


def _hovers(frame: pd.DataFrame, say: Labels, parts: Parts) -> list[str]:
    written = zip(frame.itertuples(), frame[parts.label], _written(frame, say, parts), strict=True)
    return [panels.told(row, say, f"{label}: {word}") for row, label, word in written]
