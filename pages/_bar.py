"""The bar of filters above every page, and a page's own choices: widgets whose state stands in the address."""

from html import escape

import streamlit as st

from ingest import variants, warehouse
from labels import Labels, languages
from pages import _filters, _search, _words
from queries import Filters
from queries.scope import Place, Scope, in_tree_order, scope

MANY_UNITS = 400


def bar(filters: Filters, say: Labels) -> None:
    """The bar of filters, one row on a wide screen."""
    looked = scope(filters.collection)
    years = list(range(looked.first_year, looked.last_year + 1))
    titles = {name: scope(name).title(say.lang) for name in warehouse.built()}
    tongues = {lang: say(f"filters.languages.{lang}") for lang in languages()}
    with st.container(key="filter_bar"):
        territories = {
            name: say(f"filters.territories.{name}") for name in _filters.territories(filters.collection)
        }
        widths = [2.6, 2.6, 1.2, 1.2, 1.75, 1.5] if len(territories) > 1 else [2.9, 2.9, 1, 1, 1.3]
        columns = st.columns(widths, vertical_alignment="bottom")
        with columns[0]:
            _select(say("filters.collection"), "collection", list(titles), filters.collection, titles.get)
        with columns[1]:
            _unit_select(filters, looked, say)
        with columns[2]:
            _select(say("filters.from_year"), "first_year", years, filters.first_year, str)
        with columns[3]:
            _select(say("filters.to_year"), "last_year", years, filters.last_year, str)
        if len(territories) > 1:
            with columns[4]:
                _select(
                    say("filters.territory"),
                    "territory",
                    list(territories),
                    filters.territory,
                    territories.get,
                )
        with columns[-1]:
            _select(say("filters.language"), "lang", list(tongues), filters.lang, tongues.get)
        way, search = st.columns([1.4, 1], vertical_alignment="center")
        with way:
            _breadcrumb(filters, looked, say)
        with search:
            sought = _search.field(filters, say)
    _ended(filters, looked, say)
    _search.found(sought, filters, looked, say)
    _recast(filters, say)


def _recast(filters: Filters, say: Labels) -> None:
    """Who first asks for history on the territory of today waits until it is worked out, and is told so."""
    file, variant = warehouse.current(filters.collection), variants.Variant(filters.territory, filters.least)
    if not variants.is_made(file, variant):
        with st.spinner(say("filters.recasting")):
            variants.file_of(file, variant)


def choice(name: str, label: str, options: list[str], say: Labels, first: str = "") -> str:
    """A page's own choice as a row of buttons, kept in the address like the filters of the bar; the code chosen.

    Until somebody chooses, it is `first`, or the first of the options.
    """
    names = {code: say(f"{name}.{code}")[:1].upper() + say(f"{name}.{code}")[1:] for code in options}
    otherwise = first or options[0]
    now = _filters.known(say, name, options, otherwise, names[otherwise])
    st.session_state[f"bar_{name}"] = now
    st.segmented_control(
        label,
        options,
        format_func=names.__getitem__,
        key=f"bar_{name}",
        required=True,
        on_change=_filters.chosen,
        args=(name,),
    )
    return now


def _select(label: str, name: str, options: list, now: object, words) -> None:
    st.session_state[f"bar_{name}"] = now
    st.selectbox(
        label,
        options,
        format_func=words,
        key=f"bar_{name}",
        on_change=_filters.chosen,
        args=(name,),
        filter_mode="contains",
    )


def _unit_select(filters: Filters, looked: Scope, say: Labels) -> None:
    near = looked.places if len(looked.places) <= MANY_UNITS else looked.near(filters.unit)
    names = {p.code: "\u2003" * (p.depth - 1) + dated(p, say) for p in in_tree_order(near)}
    if len(looked.tops) > 1:
        names = {"": say("filters.all_committees")} | names
    _select(say("filters.unit"), "unit", list(names), filters.unit, names.get)


def dated(place: Place, say: Labels) -> str:
    """The name of a unit; one that ended says until when, for another may bear its name now."""
    if place.valid_to is None:
        return place.name
    return say("units.children.until", unit=place.name, date=say.date(place.valid_to))


def _breadcrumb(filters: Filters, looked: Scope, say: Labels) -> None:
    steps = [("", say("filters.all_committees"))] if len(looked.tops) > 1 else []
    steps += [(p.code, p.name) for p in looked.path(filters.unit)]
    if len(steps) < 2:
        return
    with st.container(horizontal=True, gap="small", key="breadcrumb", vertical_alignment="center"):
        for code, name in steps[:-1]:
            st.button(
                _words.plain(name),
                key=f"crumb_{code or 'all'}",
                type="tertiary",
                on_click=_filters.open_unit,
                args=(code,),
            )
            st.html("<span aria-hidden='true'>›</span>", width="content")
        st.html(f"<strong>{escape(steps[-1][1])}</strong>", width="content")


def _ended(filters: Filters, looked: Scope, say: Labels) -> None:
    """A unit that is no more says so on every page, and leads to those that took it over."""
    unit = looked.place(filters.unit)
    if unit is None or unit.valid_to is None:
        return
    heirs = looked.living_heirs(unit.code)
    first = [place for code in looked.heirs.get(unit.code, []) if (place := looked.place(code))]
    key = "ended" if not heirs else "ended_into" if first == heirs else "ended_over"
    passed = ", ".join(place.name for place in first)
    with st.container(horizontal=True, gap="small", key="ended", vertical_alignment="center"):
        words = say(f"filters.{key}", unit=unit.name, date=say.date(unit.valid_to), heirs=passed)
        st.html(f"<strong>{escape(words)}</strong>", width="content")
        for heir in heirs:
            st.button(
                _words.plain(heir.name),
                key=f"heir_{heir.code}",
                on_click=_filters.open_unit,
                args=(heir.code,),
            )
