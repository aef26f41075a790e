"""What is looked at (collection, unit, years, language): read from the address, written back to it, shown as a bar."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

import streamlit as st

import queries
from ingest import warehouse
from labels import Labels, languages
from queries import Filters

DEFAULT_COLLECTION = "reports"
PARAMETERS = {
    "collection": "collection",
    "unit": "unit",
    "first_year": "from",
    "last_year": "to",
    "lang": "lang",
    "population": "population",
    "dimension": "dimension",
}
OF_PAGES = ("population", "dimension")
MANY_UNITS = 400


@dataclass(frozen=True)
class Place:
    """One unit in the tree as the bar needs it."""

    unit_id: int
    code: str
    name: str
    parent_id: int
    depth: int


def remembered(name: str) -> str:
    """The value of a filter: the address first, then what this session last looked at."""
    return st.query_params.get(PARAMETERS[name]) or st.session_state.get("_kept", {}).get(name, "")


def language() -> Labels:
    """The labels in the language of the address; Vietnamese where it names none that exists."""
    lang = remembered("lang")
    return Labels(lang if lang in languages() else languages()[0])


@lru_cache(maxsize=8)
def _scope(collection: str, version: str) -> tuple[list[Place], int, int, dict[str, str]]:
    filters = Filters(collection)
    tree = queries.ask("units/tree", filters)
    places = [Place(r.unit_id, r.unit_code, r.unit_name, r.parent_id, r.depth) for r in tree.itertuples()]
    years = queries.ask("sources/years", filters).iloc[0]
    about = queries.ask("sources/about", filters)
    return (
        places,
        int(years.first_year),
        int(years.last_year),
        dict(zip(about.key, about.value, strict=True)),
    )


def scope(collection: str) -> tuple[list[Place], int, int, dict[str, str]]:
    """The units, the first and last year with figures, and the facts of a collection."""
    return _scope(collection, warehouse.current(collection).name)


def read(say: Labels) -> Filters:
    """The filters of the address; a code that does not exist is named in a sentence and left aside."""
    built = warehouse.built()
    _known(say, "lang", list(languages()), say.lang, say(f"filters.languages.{say.lang}"))
    first_choice = DEFAULT_COLLECTION if DEFAULT_COLLECTION in built else built[0]
    title = scope(first_choice)[3].get(f"title_{say.lang}", first_choice)
    collection = _known(say, "collection", built, first_choice, title)
    places, earliest, latest, _ = scope(collection)
    top = [p for p in places if p.depth == 1]
    alone = len(top) == 1
    codes = ["", *(p.code for p in places)]
    unit = _known(say, "unit", codes, "", top[0].name if alone else say("filters.all_committees"))
    if not unit and alone:
        unit = top[0].code
    years = [str(y) for y in range(earliest, latest + 1)]
    first = int(_known(say, "first_year", years, str(earliest)))
    last = int(_known(say, "last_year", years, str(latest)))
    if first > last:
        first, last = last, first
        st.warning(_plain(say("filters.years_reversed", from_year=first, to_year=last)))
    return Filters(collection, unit, first, last, say.lang)


def _known(say: Labels, name: str, allowed: list[str], otherwise: str, shown: str = "") -> str:
    given = remembered(name)
    if not given or given in allowed:
        return given or otherwise
    if PARAMETERS[name] in st.query_params:
        kind = {"lang": "language", "first_year": "year", "last_year": "year"}.get(name, name)
        st.warning(_plain(say(f"filters.unknown_{kind}", code=given[:60], shown=shown or otherwise)))
    return otherwise


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!<>|~$:" else c for c in text)


def keep(filters: Filters) -> None:
    """Write the whole state into the address, defaults too, so that a copied link shows the same picture."""
    values = {
        "collection": filters.collection,
        "unit": filters.unit or "",
        "first_year": str(filters.first_year),
        "last_year": str(filters.last_year),
        "lang": filters.lang,
    } | {name: remembered(name) for name in OF_PAGES}
    st.session_state["_kept"] = values
    wanted = {PARAMETERS[name]: value for name, value in values.items() if value}
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def _chosen(name: str) -> None:
    """A widget of the bar was used: the address takes its value, and what depends on it starts afresh."""
    value = st.session_state[f"bar_{name}"]
    kept = st.session_state.get("_kept", {})
    kept[name] = str(value) if value is not None else ""
    if name == "collection":
        for depending in ("unit", "first_year", "last_year"):
            kept.pop(depending, None)
    st.session_state["_kept"] = kept
    st.query_params.from_dict({PARAMETERS[n]: v for n, v in kept.items() if v})


def _select(label: str, name: str, options: list, now: object, words) -> None:
    st.session_state[f"bar_{name}"] = now
    st.selectbox(
        label,
        options,
        format_func=words,
        key=f"bar_{name}",
        on_change=_chosen,
        args=(name,),
        filter_mode="contains",
    )


def choice(say: Labels, name: str, label: str, options: list[str]) -> str:
    """A page's own choice as a row of buttons, kept in the address like the filters of the bar; the code chosen."""
    now = _known(say, name, options, options[0])
    st.session_state[f"bar_{name}"] = now
    st.segmented_control(
        label,
        options,
        format_func=lambda code: say(f"{name}.{code}")[:1].upper() + say(f"{name}.{code}")[1:],
        key=f"bar_{name}",
        required=True,
        on_change=_chosen,
        args=(name,),
    )
    return now


def bar(filters: Filters, say: Labels) -> None:
    """The bar of filters, one row on a wide screen."""
    places, earliest, latest, _ = scope(filters.collection)
    years = list(range(earliest, latest + 1))
    with st.container(key="filter_bar"):
        columns = st.columns([2.2, 3.4, 1, 1, 1.2], vertical_alignment="bottom")
        with columns[0]:
            titles = {name: scope(name)[3].get(f"title_{say.lang}", name) for name in warehouse.built()}
            _select(
                say("filters.collection"),
                "collection",
                list(titles),
                filters.collection,
                titles.get,
            )
        with columns[1]:
            _unit_select(filters, places, say)
        with columns[2]:
            _select(say("filters.from_year"), "first_year", years, filters.first_year, str)
        with columns[3]:
            _select(say("filters.to_year"), "last_year", years, filters.last_year, str)
        with columns[4]:
            _select(
                say("filters.language"),
                "lang",
                list(languages()),
                filters.lang,
                lambda c: say(f"filters.languages.{c}"),
            )
        _breadcrumb(filters, places, say)


def _unit_select(filters: Filters, places: list[Place], say: Labels) -> None:
    several_tops = sum(p.depth == 1 for p in places) > 1
    near = places if len(places) <= MANY_UNITS else _near(filters.unit, places)
    names = {p.code: "\u2003" * (p.depth - 1) + p.name for p in _in_tree_order(near)}
    if several_tops:
        names = {"": say("filters.all_committees")} | names
    _select(say("filters.unit"), "unit", list(names), filters.unit, names.get)


def _in_tree_order(places: list[Place]) -> list[Place]:
    """Every unit right after its parent, for a list that is read as a tree."""
    children: dict[int, list[Place]] = {}
    ids = {p.unit_id for p in places}
    for place in places:
        children.setdefault(place.parent_id if place.parent_id in ids else 0, []).append(place)
    ordered: list[Place] = []
    stack = list(reversed(children.get(0, [])))
    while stack:
        ordered.append(stack.pop())
        stack += reversed(children.get(ordered[-1].unit_id, []))
    return ordered


def path(code: str, places: list[Place]) -> list[Place]:
    """The unit and all above it, the top first."""
    by_id = {p.unit_id: p for p in places}
    found = next((p for p in places if p.code == code), None)
    above: list[Place] = []
    while found:
        above.insert(0, found)
        found = by_id.get(found.parent_id)
    return above


def _near(code: str, places: list[Place]) -> list[Place]:
    """In a very large tree: the way up from the unit, its sisters and its children."""
    way = path(code, places)
    open_ids = {p.unit_id for p in way} | {0}
    return [p for p in places if p.parent_id in open_ids]


def _breadcrumb(filters: Filters, places: list[Place], say: Labels) -> None:
    way = path(filters.unit, places)
    steps = [("", say("filters.all_committees"))] if sum(p.depth == 1 for p in places) > 1 else []
    steps += [(p.code, p.name) for p in way]
    if len(steps) < 2:
        return
    with st.container(horizontal=True, gap="small", key="breadcrumb", vertical_alignment="center"):
        for code, name in steps[:-1]:
            st.button(
                _plain(name),
                key=f"crumb_{code or 'all'}",
                type="tertiary",
                on_click=open_unit,
                args=(code,),
            )
            st.html("<span aria-hidden='true'>›</span>", width="content")
        st.html(f"<strong>{escape(steps[-1][1])}</strong>", width="content")


def open_unit(code: str) -> None:
    """Look at another unit from now on."""
    st.session_state["bar_unit"] = code
    _chosen("unit")
