"""What became of quotas after they were given."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, rows, theme
from charts.captions import tells
from labels import Labels


def _revised(frame: pd.DataFrame, say: Labels) -> str | None:
    """What one revision changed, or how many quotas were raised and lowered."""
    if frame.empty:
        return None
    first = frame.iloc[0]
    raised = int((frame.quota_change > 0).sum())
    if len(frame) == 1:
        return say(
            "quotas.revisions.one",
            unit=first.unit_name,
            when=say.period(first.period_start, first.period_end, first.period_kind),
            original=say.count(first.original_quota),
            revised=say.count(first.revised_quota),
        )
    lowered = len(frame) - raised
    return say(
        "quotas.revisions.several",
        count=say.count(len(frame)),
        raised=say.count(raised),
        lowered=say.count(lowered),
    )


@tells(finding=_revised)
def revisions(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Open ring: the quota first given; full dot: the revised one; right of both what changed."""
    frame = frame.head(rows.MOST)
    spoken = axes.period_labels(frame, say)
    named = frame.assign(unit_name=[f"{n} · {p}" for n, p in zip(frame.unit_name, spoken, strict=True)])
    texts = [
        "\u2003"
        + say(
            "quotas.revisions.change",
            original=say.count(row.original_quota),
            revised=say.count(row.revised_quota),
            change=say.signed(row.quota_change),
        )
        for row in frame.itertuples()
    ]
    hovers = [panels.told(row, say, row.note or "") for row in frame.itertuples()]
    y = list(range(len(frame)))

    def dots(column: str, symbol: str) -> go.Scatter:
        marker = {
            "symbol": symbol,
            "size": 13,
            "color": theme.QUOTA,
            "line": {"width": 3, "color": theme.QUOTA},
        }
        name = say(f"column.{column}")
        x = axes.values(frame[column])
        return go.Scatter(
            y=y, x=x, name=name, mode="markers", marker=marker, hovertext=hovers, hoverinfo="text"
        )

    at = frame[["original_quota", "revised_quota"]].astype(float).max(axis=1)
    marks = [dots("original_quota", "circle-open"), dots("revised_quota", "circle")]
    return rows.figure(named, say, *marks, rows.words(frame, texts, list(at)), room=2.1)
