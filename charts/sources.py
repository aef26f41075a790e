"""Where figures come from: the documents, what they print and leave out, and where they contradict themselves."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.captions import tells
from labels import Labels, missing

ROW, LINE, HEAD, MOST_UNITS, FEW, NOTE_WIDTH = 30, 21, 96, 60, 3, 44
# A shape for each state, so that no state is told by its colour alone; the order is the legend's.
MARKS = {
    "stated": {"symbol": "circle", "size": 16, "color": theme.BLUE},
    "summed": {"symbol": "square", "size": 15, "color": theme.PERIWINKLE},
    "partial": {"symbol": "square-open", "size": 15, "color": theme.ORANGE, "line": {"width": 3}},
    "part_year": {"symbol": "triangle-left", "size": 16, "color": theme.GREEN},
    "undated": {"symbol": "circle-open", "size": 14, "color": theme.BLUE, "line": {"width": 3}},
    "span": {"symbol": "line-ew", "size": 16, "line": {"width": 5, "color": theme.TAUPE}},
    "absent": {"symbol": "x-thin", "size": 7, "line": {"width": 2, "color": theme.MISSING}},
    "not_existing": {"symbol": "line-ns", "size": 1, "opacity": 0},
}


def printed(row, say: Labels) -> str:
    """A figure as its source prints it: "trên 5.700", "93,15%", "27,94 km²"."""
    unit = row.unit_of_measure
    if unit == "percent":
        return say(f"qualifier.{row.qualifier or 'exact'}", value=say.percent(row.value, None))
    text = say.count(row.value, row.qualifier)
    counted_in = getattr(row, "counted_in", None)
    return text if missing(counted_in) else say("units_of_measure.count_of", value=text, unit=counted_in)


def _documents(frame: pd.DataFrame, say: Labels) -> str:
    drafts = int((frame.status == "du_thao").sum())
    return say(
        f"sources.catalogue.{'with_drafts' if drafts else 'told'}",
        count=say.count(len(frame)),
        figures=say.count(frame.figures.sum()),
        drafts=say.count(drafts),
    )


@tells(finding=_documents)
def catalogue(frame: pd.DataFrame, say: Labels) -> list[tuple[str, bool, list[tuple[str, str]], str]]:
    """The documents in words: title, whether it is a draft, its facts and its note."""
    facts = ("number", "issuer", "issued_on", "as_of", "figures", "units")
    told = []
    for row in frame.itertuples():
        values = [(name, _fact(getattr(row, name), say)) for name in facts]
        entries = [(say(f"column.{name}"), text) for name, text in values]
        note = "" if missing(row.note) else row.note
        told.append((row.title, row.status == "du_thao", entries, note))
    return told


def _fact(value: object, say: Labels) -> str:
    if missing(value):
        return say("card.not_reported")
    if isinstance(value, pd.Timestamp):
        return say.date(value.date())
    return value if isinstance(value, str) else say.count(value)


def find(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """The figures found, each as printed, with its table before its words; columns that nobody fills are left out."""
    shown = [
        "unit_name",
        "item",
        "period_start",
        "period_end",
        "period_kind",
        "printed",
        "place",
        "source_title",
    ]
    words = [printed(row, say) for row in frame.itertuples()]
    items = [f"{row.table_label}: {row.item}" for row in frame.itertuples()]
    told = [name for name in ("note", "status") if frame[name].notna().any()]
    return frame.assign(printed=words, item=items)[[*shown, *told]]


def _emptiest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The units with the most tables that hold no figure in any of the years."""
    told = ~frame.coverage.isin(["absent", "not_existing"])
    tables = frame.assign(told=told).groupby(["unit_id", "unit_name", "table_label"], sort=False).told.any()
    silent = (~tables).groupby(["unit_id", "unit_name"], sort=False).sum()
    if silent.empty:
        return None
    count, all_tables = int(silent.max()), frame.table_name.nunique()
    names = [name for (_, name), n in silent.items() if n == count]
    if count == 0:
        return say("sources.tables_by_year.none_empty", count=all_tables)
    if len(silent) > 1:
        few = ", ".join(names[:FEW]) + (" …" if len(names) > FEW else "")
        return say("sources.tables_by_year.emptiest", units=few, count=count, all=all_tables)
    empty = ", ".join(label for (_, _, label), any_told in tables.items() if not any_told)
    return say("sources.tables_by_year.empty", unit=names[0], count=count, all=all_tables, tables=empty)


@tells(finding=_emptiest)
def tables_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a table of a unit; column: a year; the mark says how far the unit has figures for it."""
    several = frame.unit_id.nunique() > 1
    places = _places(frame, several)
    fig = theme.figure(say=say)
    for state, marker in MARKS.items():
        rows = frame[frame.coverage == state]
        if rows.empty:
            continue
        fig.add_scatter(
            x=rows.year.astype(str),
            y=[_place(row) for row in rows.itertuples()],
            mode="markers+text" if state == "partial" else "markers",
            text=[_share(row, say) for row in rows.itertuples()] if state == "partial" else None,
            textposition="middle right",
            name=say(f"coverage.{state}"),
            marker=marker,
            hovertext=[_hover(row, say) for row in rows.itertuples()],
            hoverinfo="text",
        )
    years = [str(year) for year in sorted(frame.year.unique())]
    fig.update_xaxes(side="top", showgrid=True, range=[-0.6, len(years) - 0.4], **_in_order(years))
    words = {"tickvals": list(places), "ticktext": list(places.values())}
    fig.update_yaxes(**words, **_in_order(list(places)), showgrid=False, range=[len(places) - 0.3, -0.7])
    if several:
        for unit in frame.drop_duplicates("unit_id").itertuples():
            fig.add_annotation(_heading(unit.unit_name, f"unit {unit.unit_id}"))
    return fig.update_layout(height=ROW * len(places) + HEAD, legend={"y": 0, "yanchor": "top"})


def _place(row) -> str:
    return f"{row.unit_id} {row.table_name}"


def _places(frame: pd.DataFrame, several: bool) -> dict[str, str]:
    """The rows from the top, with their words: a table of a unit, before them the unit where there are several."""
    places: dict[str, str] = {}
    for row in frame.drop_duplicates(["unit_id", "table_name"]).itertuples():
        if several:
            places.setdefault(f"unit {row.unit_id}", "")
        places[_place(row)] = row.table_label
    return places


def _in_order(categories: list[str]) -> dict:
    return {"type": "category", "categoryorder": "array", "categoryarray": categories}


def _heading(name: str, place: str) -> dict:
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": place, "yref": "y", "yanchor": "middle"}
    return {"text": f"<b>{name}</b>", "showarrow": False, **where}


def _share(row, say: Labels) -> str:
    return f"{say.count(row.reported)}/{say.count(row.expected)}"


def _hover(row, say: Labels) -> str:
    state = say(f"coverage.{row.coverage}")
    share = "" if missing(row.expected) else f" ({_share(row, say)})"
    return f"{row.unit_name}<br>{row.table_label}, {row.year}<br>{state}{share}"


def _silent_units(frame: pd.DataFrame, say: Labels) -> str | None:
    """Of the last year: how many of the units that were there have figures, and which have none."""
    there = frame[frame.tables_told.notna()]
    if there.empty:
        return None
    rows = there[there.year == there.year.max()]
    silent = list(rows[rows.tables_told == 0].unit_name)
    if frame.unit_id.nunique() == 1:
        only = rows.iloc[0]
        told = {"year": int(only.year), "told": int(only.tables_told), "due": int(only.tables_due)}
        return say("sources.units_by_year.one", unit=only.unit_name, **told)
    values = {"year": int(rows.year.max()), "told": len(rows) - len(silent), "count": len(rows)}
    if not silent:
        return say("sources.units_by_year.all_told", **values)
    few = ", ".join(silent[:FEW]) + (" …" if len(silent) > FEW else "")
    return say("sources.units_by_year.some_silent", names=few, **values)


@tells(finding=_silent_units)
def units_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Row: a unit; column: a year; the number: in how many tables it has figures, 0 for none, blank for no unit."""
    gaps = frame.groupby("unit_id", sort=False).tables_told.agg(lambda told: told.fillna(99).sum())
    kept = set(gaps.nsmallest(MOST_UNITS, keep="first").index)
    rows = frame[frame.unit_id.isin(kept)]
    units = rows.drop_duplicates("unit_id")
    places = {unit: place for place, unit in enumerate(units.unit_id)}
    told = rows.pivot(index="unit_id", columns="year", values="tables_told").loc[list(places)].astype(float)
    due = int(frame.tables_due.max()) if len(frame) else 0
    heat = go.Heatmap(
        x=[str(year) for year in told.columns],
        y=list(places.values()),
        z=told.to_numpy(),
        text=told.map(lambda n: "" if missing(n) else say.count(n)).to_numpy(),
        texttemplate="%{text}",
        zmin=0,
        zmax=due,
        showscale=False,
        hoverongaps=False,
        hovertemplate="%{x}: %{text}<extra></extra>",
    )
    notes = wrap(say("sources.units_by_year.axis", due=due), NOTE_WIDTH)
    if len(gaps) > len(kept):
        few = say("sources.units_by_year.fewest", shown=len(kept), count=say.count(len(gaps)))
        notes += wrap(few, NOTE_WIDTH)
    foot = ROW * (len(notes) + 2)
    height = ROW * len(units) + HEAD + foot
    fig = theme.figure(heat, say=say, height=height, margin={"b": foot})
    # The title of an axis would be centred below its plot and cut off on a telephone.
    where = {"xref": "container", "x": 0.01, "xanchor": "left", "yref": "container", "yanchor": "top"}
    y = (LINE * len(notes) + 8) / height
    fig.update_layout(title={"text": "<br>".join(notes), "font": {"size": theme.SIZE - 1}, "y": y, **where})
    ticks = {"tickvals": list(places.values()), "ticktext": list(units.unit_name)}
    fig.update_yaxes(**ticks, autorange="reversed", showgrid=False, zeroline=False)
    return fig.update_xaxes(type="category", side="bottom")


def _how_many_differ(frame: pd.DataFrame, say: Labels) -> str | None:
    counts = frame.drop_duplicates(FIGURE).difference.value_counts()
    told = [say(f"sources.differing.{kind}", count=say.count(n)) for kind, n in counts.items()]
    return say("sources.differing.told", kinds="; ".join(told))


FIGURE = ["unit_id", "table_name", "item", "period_start", "period_end", "period_kind"]


@tells(finding=_how_many_differ)
def differing(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One row per figure: all its printed values, each with its place, as "trên 5.700 (Mục I) · 5.704 (Mục II.2.1)"."""
    several = frame.source_code.nunique() > 1
    rows = []
    for _, group in frame.groupby(FIGURE, sort=False, dropna=False):
        values = [
            _placed(row, say, several and group.source_code.nunique() > 1) for row in group.itertuples()
        ]
        rows.append(group.iloc[0].to_dict() | {"printed": " · ".join(values)})
    columns = [
        "difference",
        "unit_name",
        "item",
        "period_start",
        "period_end",
        "period_kind",
        "printed",
        "source_title",
    ]
    return pd.DataFrame(rows, columns=columns)


def _placed(row, say: Labels, with_source: bool) -> str:
    revised = say("status.r") if row.status == "r" else ""
    parts = [p for p in (row.place, row.source_title if with_source else "", revised) if not missing(p) and p]
    return f"{printed(row, say)} ({', '.join(parts)})" if parts else printed(row, say)


def _how_many_unfit(frame: pd.DataFrame, say: Labels) -> str:
    return say("sources.percents.told", count=say.count(len(frame)))


@tells(finding=_how_many_unfit)
def percents(frame: pd.DataFrame, say: Labels) -> pd.DataFrame:
    """One row per printed percent that its count and base don't give, with the percent that they give."""
    return frame
