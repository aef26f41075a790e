"""What is compared: which units, by which headline, as a rate or a number; all of it kept in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts import captions, compare
from exports.answers import answer
from labels import Labels, missing
from pages import _bar, _beside, _filters, _words
from pages._answers import looked_at, several_units, words
from pages._card import show, standing_alone
from queries import comparison

BY_PERIOD = {"ranking", "pair"}  # parts that look for one period of all units


@dataclass(frozen=True)
class Topic:
    """A headline, or a part of one: its name, and whether any unit tells it as a rate, as a count."""

    headline: str
    part: str
    name: str
    as_rate: bool
    as_count: bool

    def values(self, counted: str) -> dict[str, Any]:
        """The parameters of a question by this topic; what there is no rate or no number of is taken as it is."""
        way = "count" if not self.as_rate or (counted == "count" and self.as_count) else "rate"
        return {"headline": self.headline, "part": self.part, "counted": way}


@dataclass(frozen=True)
class Choices:
    """What the screen compares: the units (none: all under the unit looked at), the topics there are, the chosen."""

    compared: tuple[int, ...]
    topics: dict[str, Topic]
    code: str
    counted: str
    partial: bool
    ranked: bool

    @property
    def topic(self) -> Topic:
        return self.topics[self.code]

    @property
    def values(self) -> dict[str, Any]:
        least = comparison.least_base(self.topic.headline, self.topic.part)
        return self.topic.values(self.counted) | {"compared": self.compared, "least_base": least}


def choices(parts: set[str]) -> Choices | None:
    """The choices above the cards; nothing where there is nothing to compare, which is said in a sentence."""
    say = words()
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        compared = _beside.units(say)
    if not compared and not several_units():
        _beside.no_children(say)
        return None
    topics = _topics(compared, say)
    if not topics:
        _words.line(say("compare.nothing_told"), "calm")
        return None
    with right:
        code = _topic_select("headline", topics, next(iter(topics)), say)
    chosen = topics[code]
    counted, partial = "", False
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        if chosen.as_rate and chosen.as_count:
            counted = _bar.choice("counted", say("compare.counted"), ["rate", "count"], say)
        if parts & BY_PERIOD:
            partial = _switch("partial", say)
        ranked = comparison.is_ranked(chosen.headline)
        if "ranking" in parts and not ranked:
            ranked = _switch("ranking_anyway", say)
    return Choices(compared, topics, code, counted, partial, ranked)


def _topics(compared: tuple[int, ...], say: Labels) -> dict[str, Topic]:
    """The headlines that the units tell at all, by a code for the address."""
    told = answer("compare/options", looked_at().having(compared=compared))
    found = {}
    for row in told.itertuples():
        part, name = "" if missing(row.part) else row.part, say(f"headline.{row.headline}")
        if part:
            label = row.part_label if not missing(row.part_label) else part
            name = say("compare.topic", headline=name, part=label)
        code = f"{row.headline}.{part}" if part else row.headline
        found[code] = Topic(row.headline, part, name, row.units_with_rate > 0, row.units_with_count > 0)
    return found


def _topic_select(name: str, topics: dict[str, Topic], otherwise: str, say: Labels) -> str:
    now = _filters.known(say, name, list(topics), otherwise, topics[otherwise].name)
    st.session_state[f"bar_{name}"] = now
    st.selectbox(
        say(f"compare.{name}"),
        list(topics),
        format_func=lambda code: topics[code].name,
        key=f"bar_{name}",
        on_change=_filters.chosen,
        args=(name,),
        filter_mode="contains",
    )
    return now


def _switch(name: str, say: Labels) -> bool:
    """A yes or no of the page, kept in the address."""
    now = _filters.known(say, name, ["on"], "", say("compare.off")) == "on"
    st.session_state[f"bar_{name}"] = now
    st.toggle(say(f"compare.{name}"), key=f"bar_{name}", on_change=_filters.chosen, args=(name,))
    return now


def scale() -> str:
    """One axis for all panels, or an own one for each."""
    say = words()
    return _bar.choice("scale", say("compare.scale"), ["shared", "free"], say)


def against(choices: Choices) -> dict[str, Any]:
    """The second headline of a pair, and the periods it is looked for in."""
    others = [code for code in choices.topics if code != choices.code] or [choices.code]
    other = choices.topics[_topic_select("other", choices.topics, others[0], words())]
    own = other.values(choices.counted)
    return {
        **{"other": own["headline"], "other_part": own["part"], "other_counted": own["counted"]},
        "partial": choices.partial,
    }


def children_by(headline: str) -> dict[str, Any]:
    """The parameters of a ranking of all units under the unit looked at, by whole years."""
    counted = "count" if headline == "members" else "rate"
    least = comparison.least_base(headline)
    return {
        **{"compared": (), "headline": headline, "part": "", "counted": counted, "least_base": least},
        **{"partial": False, "ranked": comparison.is_ranked(headline)},
    }


def put(chart: Callable, choices: Choices, **values: Any) -> None:
    """One card; or a sentence why there is nothing to compare."""
    say, own, question = words(), choices.values | values, captions.question(chart)
    with standing_alone(question):
        frame = answer(question, looked_at().having(**own))
        if not captions.has_figures(frame):
            other = next((t.name for t in choices.topics.values() if t.headline == own.get("other")), "")
            key = f"{question.replace('/', '.')}.none"
            told = {"topic": choices.topic.name, "other": other}
            _words.line(say(key if say.has(key) else "compare.nothing_told", **told), "calm")
            return
        show(chart, **own)
        most = compare.MOST_PANELS if chart is compare.over_years else compare.MOST
        if (count := frame.unit_id.nunique()) > most:
            _words.line(say("compare.only_first", shown=most, count=say.count(count)), "reading")


def reading(choices: Choices) -> None:
    """What the grey of a rate means, once for all cards."""
    own = choices.values
    if own["counted"] == "rate":
        _words.line(words()("compare.small_bases", least=own["least_base"]), "reading")
