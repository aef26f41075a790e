"""What became of quotas after they were given."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, records, rows, theme
from charts.captions import tells
from labels import Labels


def _revised(frame: pd.DataFrame, say: Labels) -> str | None:
    """What one revision changed, or how many quotas were raised and lowered."""
    told = records.of(frame)
    if not told:
        return None
    first, raised = told[0], sum(row.quota_change > 0 for row in told)
    if len(told) == 1:
        return say(
            "quotas.revisions.one",
            unit=first.unit_name,
            when=rows.when(told, say),
            original=say.count(first.original_quota),
            revised=say.count(first.revised_quota),
        )
    return say(
        "quotas.revisions.several",
        count=say.count(len(told)),
        raised=say.count(raised),
        lowered=say.count(len(told) - raised),
    )


@tells(finding=_revised)
def revisions(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Open ring: the quota first given; full dot: the revised one; right of both what changed."""
    told = records.of(frame)[: rows.MOST]
    hovers = [panels.told(row, say, row.note or "") for row in told]

    def dots(column: str, symbol: str) -> dict:
        line = {"width": 3, "color": theme.QUOTA}
        return theme.scatter(
            y=list(range(len(told))),
            x=axes.values(getattr(row, column) for row in told),
            name=say(f"column.{column}"),
            mode="markers",
            marker={"symbol": symbol, "size": 13, "color": theme.QUOTA, "line": line},
            hovertext=hovers,
            hoverinfo="text",
        )

    words = rows.words(
        [_change(row, say) for row in told], [max(row.original_quota, row.revised_quota) for row in told]
    )
    marks = [dots("original_quota", "circle-open"), dots("revised_quota", "circle")]
    names = [f"{row.unit_name} · {axes.period_label(row, say)}" for row in told]
    return rows.figure(names, say, *marks, words, room=2.1)


def _change(row, say: Labels) -> str:
    return "\u2003" + say(
        "quotas.revisions.change",
        original=say.count(row.original_quota),
        revised=say.count(row.revised_quota),
        change=say.signed(row.quota_change),
    )
