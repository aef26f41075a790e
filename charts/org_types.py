"""Members by type of organisation: a bar per type, a panel per unit."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import panels, shares, theme
from labels import Labels

ROOM = 1.6


def largest(frame: pd.DataFrame, say: Labels) -> str | None:
    """The type with most members, where one unit tells them."""
    told = frame.dropna(subset=["members"])
    if told.unit_name.nunique() != 1 or len(told) < 2 or told.members.iloc[0] == told.members.iloc[1]:
        return None
    top = told.iloc[0]
    key = "membership.members_by_org_type.largest"
    return say(key, unit=top.unit_name, kind=top.org_type_label, members=_of_all(top, say))


def _of_all(row, say: Labels) -> str:
    count, share = _type(row, say)
    return f"{count} ({share})" if share and count else count or share


def _type(row, say: Labels) -> tuple[str, str]:
    share = "" if pd.isna(row.part_percent) else say.percent(round(row.part_percent, 2), None)
    return "" if pd.isna(row.members) else say.count(row.members, row.qualifier), share


def lists(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """A panel per unit, named with its date where there are several; types that are not told in grey."""
    frame = frame.dropna(subset=["period_kind"])
    several = frame.unit_name.nunique() > 1
    found = []
    for name, own in frame.groupby("unit_name", sort=False):
        row = own.iloc[0]
        when = say.period(row.period_start, row.period_end, row.period_kind)
        panel = panels.lying(f"{name} · {when}" if several else "", *_types(own, say))
        longest = own[["members", "untold"]].astype(float).max().max()
        scale = {"visible": False, "range": [0, ROOM * (longest if longest > 0 else 1)]}
        found.append(replace(shares.tall(panel), xaxis=scale))
    return panels.stacked(found, say, showlegend=False)


def _types(own: pd.DataFrame, say: Labels) -> tuple[list[str], list]:
    names, values = list(own.org_type_label), list(own.members.astype(float).fillna(0))
    texts = [shares.under_each_other(*_type(row, say)) for row in own.itertuples()]
    colours = [theme.MEMBERS] * len(own)
    untold = own.untold.iloc[0]
    if pd.notna(untold):
        names.append(say("membership.members_by_org_type.untold"))
        values.append(float(untold))
        texts.append(say.count(untold))
        colours.append(theme.MISSING)
    bar = go.Bar(
        y=list(range(len(names))),
        x=values,
        orientation="h",
        marker={"color": colours},
        text=texts,
        constraintext="none",
        hovertext=[f"{name}<br>{text}" for name, text in zip(names, texts, strict=True)],
        hoverinfo="text",
    )
    return [shares.short(name) for name in names], [bar]
