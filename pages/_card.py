"""A page and its cards: a heading with the parts of the page, and one question a card, drawn and captioned."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import streamlit as st

from charts import captions, theme
from exports import body
from exports.card import Card
from ingest import variants
from labels import Labels
from pages import _bar, _behind, _link, _links, _share, _words
from pages._answers import card, looked_at, words
from queries.scope import scope

FEW_PERIODS = 6
log = logging.getLogger("dashboard")


def page(name: str, *parts: str) -> set[str]:
    """The first line of every page: its heading, and which of its parts are to be shown: the one chosen, or all.

    A page that was opened without the door goes through it first.
    """
    if not st.session_state.pop("_shell", False):
        st.session_state["_wanted"] = f"pages/{name}.py"
        st.switch_page("dashboard.py", query_params=st.query_params.to_dict())
    say = words()
    st.session_state["_silent"], st.session_state["_cards"] = [], []
    _words.page_head(say(f"app.pages.{name}"), say(f"app.intros.{name}"), _on_paper(say))
    if not parts:
        return set()
    options = [*(f"{name}-{part}" for part in parts), "all"]
    chosen = _bar.choice("part", say("part.choose"), options, say)
    return set(parts) if chosen == "all" else {chosen.removeprefix(f"{name}-")}


def _on_paper(say: Labels) -> str:
    """What the bar of filters says on a screen, for a printed page that has no bar."""
    filters = looked_at()
    looked = scope(filters.collection)
    told = say(
        "card.on_paper",
        collection=looked.title(filters.lang),
        unit=looked.name_of(filters.unit) or say("filters.all_committees"),
        first=filters.first_year,
        last=filters.last_year,
        day=say.date(date.today()),
    )
    return told if filters.territory == variants.THEN else f"{told} · {say('mergers.on_paper')}"


def last_card() -> None:
    """Closes a page: the cards that had nothing to show, named together instead of standing empty one by one; files
    of all that is shown."""
    if silent := st.session_state.pop("_silent", []):
        with st.container(border=True, key="card_silent"):
            _words.head(words()("card.flags.not_reported"), "", silent)
    cards = st.session_state.pop("_cards", [])
    _link.missed({card.key for card in cards})
    if cards:
        _share.of_page(cards)


@contextmanager
def standing_alone(question: str) -> Generator[None]:
    """A card that fails says so in a sentence, with a code that is also in the log; the others stand."""
    try:
        yield
    except Exception:
        code = uuid4().hex[:6]
        log.exception("card %s failed, code %s", question, code)
        st.error(words()("errors.question_failed", code=code))


Draw = Callable[[Card], None]


def show(chart: Callable, at=None, draw: Draw | None = None, live: bool = False, **values) -> None:
    """One card for the question of the same name as `chart`; `values` are the question's own parameters.

    `draw` puts the card's rows into the page in a way of its own, where no figure could; `live` where it has buttons.
    A card without figures is named at the end of the page, unless `draw` has something to say of no rows at all.
    """
    _put(captions.question(chart), chart, draw or _drawing(chart), at, values, live=live)


def show_table(question: str, at=None, **values) -> None:
    """One card whose figures stand in a table at once, for a question that no chart answers better."""
    _put(question, None, _behind.table, at, values, with_table=False)


def _put(
    question: str, chart: Callable | None, draw: Draw, at, values: dict, live: bool = False, with_table=True
) -> None:
    with at or st.container(), standing_alone(question):
        shown = card(question, chart, values)
        if not captions.has_figures(shown.frame) and not getattr(draw, "of_none", False):
            st.session_state["_silent"].append(shown.title)
            return
        st.session_state["_cards"].append(shown)
        with st.container(border=True, key=f"card_{shown.key}"):
            _link.greet(shown)
            if live:
                _face(shown, draw)
            else:
                _kept_face(f"{shown.version} {question} {shown.filters} {_dark()}", shown, draw)
            _behind.fold(shown, with_table)


def _face(shown: Card, draw: Draw) -> None:
    """The head of a card, what it shows, and its source."""
    _words.head(shown.title, shown.subtitle, shown.flags, shown.apart)
    draw(shown)
    _words.line(body.legend(shown), "legend")
    _words.line(shown.source)


# Streamlit plays back what a cached function has put into the page: nothing is drawn or written out twice.
@st.cache_data(max_entries=500, show_spinner=False)
def _kept_face(spot: str, _shown: Card, _draw: Draw) -> None:
    """The face of a card that has no buttons; `spot` names all that it depends on."""
    _face(_shown, _draw)


def _dark() -> bool:
    return st.context.theme.type == "dark"


def _drawing(chart: Callable) -> Draw:
    def draw(shown: Card) -> None:
        if body.is_drawn(shown):  # else all of its figures stand apart from the axis, in the head
            figure, lines = body.figure(shown)
            _links.addressed(figure, shown.filters)
            _figure(shown, theme.dress(figure, _dark()))
            for line in lines:
                _words.line(line, "legend")

    return draw


def _figure(shown: Card, figure) -> None:
    # A long row of periods keeps its width on a phone and scrolls inside its card.
    periods = max((len(axis.categoryarray or ()) for axis in figure.select_xaxes()), default=0)
    with st.container(key=f"{'wide' if periods > FEW_PERIODS else 'narrow'}_{shown.key}"):
        st.plotly_chart(
            figure,
            theme=None,
            key=f"chart_{shown.key}",
            config=theme.plotly_config(shown.say),
            alt=shown.say("card.chart_alt", title=shown.title),
        )
