"""Which units are set side by side: up to eight, kept in the address, or all under the unit looked at."""

import streamlit as st

from labels import Labels
from pages import _bar, _filters, _words
from pages._answers import looked_at
from queries.scope import in_tree_order, scope

MOST = 8


def units(say: Labels) -> tuple[int, ...]:
    """Up to eight units, by their numbers in the tree."""
    filters = looked_at()
    looked = scope(filters.collection)
    found = _filters.all_known(say, "compared", lambda code: looked.place(code) is not None)
    if len(found) > MOST:
        names = ", ".join(looked.name_of(code) for code in found[MOST:])
        st.warning(_words.plain(say("compare.at_most", most=MOST, names=names)))
        found = found[:MOST]
        _filters.leave("compared", ",".join(found))
    near = looked.places if len(looked.places) <= _bar.MANY_UNITS else looked.near(filters.unit)
    names = {p.code: _bar.dated(p, say) for p in in_tree_order(near)}
    names |= {code: looked.name_of(code) for code in found if code not in names}
    st.session_state["bar_compared"] = found
    st.multiselect(
        say("compare.units"),
        list(names),
        format_func=names.__getitem__,
        placeholder=say("compare.all_units"),
        key="bar_compared",
        on_change=_filters.chosen,
        args=("compared",),
        filter_mode="contains",
        select_all=False,  # an English word, and more than eight
    )
    return tuple(place.unit_id for place in looked.places if place.code in found)


def no_children(say: Labels) -> None:
    """A unit alone: a sentence, and the way to the unit above, whose children are its sisters."""
    filters = looked_at()
    looked = scope(filters.collection)
    path = looked.path(filters.unit)
    name = looked.name_of(filters.unit)
    if len(path) < 2:
        _words.line(say("compare.no_children_no_parent", unit=name), "calm")
        return
    _words.line(say("compare.no_children", unit=name), "calm")
    st.button(
        _words.plain(path[-2].name),
        key=f"sisters_{path[-2].code}",
        on_click=_filters.open_unit,
        args=(path[-2].code,),
    )
