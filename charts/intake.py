"""Who is admitted: sources, residential areas, the rate against the target, the units."""

from operator import itemgetter

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, parts, records, rows, theme
from charts.admission_words import against_target, largest_source, target_in_words
from charts.captions import tells
from charts.records import Row
from labels import Labels, missing

SOURCES = parts.Parts("category", "category_label", "members", ("scheme_label",))


@tells(finding=largest_source)
def sources(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Pieces of a column: who introduced the members admitted in a year; lying bars: those of a longer period."""
    return parts.over_years(records.of(frame), say, SOURCES, title=say("units_of_measure.people"))


def _residential(row, say: Labels) -> str:
    """585/1.587 = 36,9 %, or as much of it as is told."""
    if missing(row.admitted_all):
        told = "count" if missing(row.residential_percent) else "percent"
    else:
        told = "of_all" if missing(row.residential_percent) else "share"
    return say(
        f"intake.residential_share.{told}",
        residential=say.count(row.admitted_residential),
        everyone=say.count(row.admitted_all),
        percent=axes.percent(row.residential_percent, say),
    )


def _latest_share(frame: pd.DataFrame, say: Labels) -> str | None:
    """The share of residential areas in the latest year, or the only period, that tells one."""
    told = records.having(records.of(frame), "residential_percent")
    if not told or records.several_units(told):
        return None
    row = ([row for row in told if row.period_kind == "year"] or told)[-1]
    return say(
        "intake.residential_share.latest",
        unit=row.unit_name,
        when=say.period(row.period_start, row.period_end, row.period_kind),
        percent=axes.percent(row.residential_percent, say),
    )


def _residential_columns(told: list[Row], say: Labels) -> list[dict]:
    hovers = [panels.told(row, say, _residential(row, say)) for row in told]
    common = {"x": axes.period_labels(told, say), "hovertext": hovers, "hoverinfo": "text"}
    pattern = theme.partial_pattern(axes.is_partial(told))
    everyone = theme.bar(
        y=axes.values(row.admitted_all for row in told),
        name=say("column.admitted_all"),
        width=0.85,
        marker={"color": theme.TAUPE, "pattern": pattern},
        text=[_share(row, say) for row in told],
        **common,
    )
    residential = theme.bar(
        y=axes.values(row.admitted_residential for row in told),
        name=say("column.admitted_residential"),
        width=0.5,
        marker={"color": theme.ADMITTED, "pattern": pattern},
        **common,
    )
    return [everyone, residential]


def _share(row, say: Labels) -> str:
    if row.residential_percent is None:
        return f"{say.count(row.admitted_residential)}/<br>{say.count(row.admitted_all)}"
    return say.percent(row.residential_percent, 0)


@tells(finding=_latest_share, apart=_residential)
def residential_share(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Wide grey column: all admitted; narrow one in it: residential areas; above: their share, else both counts."""
    title = say("units_of_measure.people")
    found = panels.of_units(records.of(frame), say, _residential_columns, title=title)
    return panels.stacked(found, say, barmode="overlay")


def _bands(told: list[Row], say: Labels) -> list[dict]:
    """The targets, each over the years for which it stands."""
    names = ("target_min_percent", "target_max_percent", "legal_basis")
    targets = records.grouped(records.having(told, *names), *names)
    return [
        theme.bar(
            x=axes.period_labels(own, say),
            y=axes.values([high - low] * len(own)),
            base=axes.values([low] * len(own)),
            name=target_in_words(own[0], say),
            width=1,
            marker={"color": theme.GREEN, "opacity": 0.28, "line": {"width": 0}},
            hoverinfo="skip",
        )
        for (low, high, _), own in sorted(targets.items(), key=itemgetter(0))
    ]


def _of_members(row, say: Labels) -> str:
    return say(
        "intake.rate_by_year.of_members",
        admitted=say.count(row.admitted),
        members=say.count(row.members_year_before),
        percent=say.percent(row.admission_rate_percent),
    )


def _beside_line(rates: list[float | None]) -> list[str]:
    """Where each number stands: below the line in its valleys, else above it."""
    beside = zip(rates, [None, *rates], [*rates[1:], None], strict=False)
    return [
        "bottom center" if rate and max(before or 0, after or 0) > rate else "top center"
        for rate, before, after in beside
    ]


def _rate_lines(told: list[Row], say: Labels) -> list[dict]:
    rates = [row.admission_rate_percent for row in told]
    line = theme.scatter(
        x=axes.period_labels(told, say),
        y=axes.values(rates),
        name=say("column.admission_rate_percent"),
        mode="lines+markers+text",
        line={"color": theme.ADMITTED},
        text=[
            "" if rate is None else records.about(row, say.percent(rate))
            for row, rate in zip(told, rates, strict=True)
        ],
        textposition=_beside_line(rates),
        hovertext=[panels.told(row, say, _of_members(row, say)) for row in told],
        hoverinfo="text",
    )
    return [*_bands(told, say), line]


@tells(finding=against_target)
def rate_by_year(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Line: admitted of a year in percent of the members at 31/12 of the year before; band: the target."""
    found = panels.of_units(records.of(frame), say, _rate_lines, ticksuffix="%")
    return panels.stacked(found, say, barmode="overlay")


def _most_admitted(frame: pd.DataFrame, say: Labels) -> str | None:
    """The unit that admitted most in the common period."""
    shared = rows.shared(records.of(frame))
    told = records.having(shared, "admitted")
    most = [row for row in told if row.admitted == max(row.admitted for row in told)]
    if len(most) != 1:
        return None
    return say(
        f"intake.admitted_by_unit.{'one' if len(told) == 1 else 'most'}",
        unit=most[0].unit_name,
        when=rows.when(shared, say),
        admitted=say.count(most[0].admitted),
        area=most[0].area_label,
        count=say.count(len(told)),
    )


@tells(finding=_most_admitted)
def admitted_by_unit(frame: pd.DataFrame, say: Labels) -> go.Figure:
    """Bar: admitted in the period that most units tell; other periods stand in words, without a bar."""
    told = records.told(frame)[: rows.MOST]
    texts = [say.count(row.admitted, row.qualifier) for row in told]
    every = list(zip(told, texts, rows.common(told), strict=True))
    bar = theme.bar(
        y=list(range(len(told))),
        x=axes.values(row.admitted if same else None for row, _, same in every),
        orientation="h",
        marker={"color": theme.ADMITTED, "pattern": theme.partial_pattern(axes.is_partial(told))},
        hovertext=[panels.told(row, say, text) for row, text, _ in every],
        hoverinfo="text",
    )
    words = rows.words(
        [text if same else rows.own_period(row, say, text) for row, text, same in every],
        [row.admitted if same else 0 for row, _, same in every],
    )
    marks = [bar] if any(same for _, _, same in every) else []
    names, numbers = [row.unit_name for row in told], [row.unit_id for row in told]
    return rows.figure(names, say, *marks, words, units=numbers, room=1.3)
