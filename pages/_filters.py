"""What is looked at (collection, unit, years, language): read from the address and written back to it."""

from collections.abc import Callable, Container

import streamlit as st

from ingest import variants, warehouse
from ingest.thresholds import small_numbers
from labels import Labels, languages
from pages import _words
from queries import Filters
from queries.scope import scope

DEFAULT_COLLECTION = "reports"
PARAMETERS = {
    "collection": "collection",
    "unit": "unit",
    "first_year": "from",
    "last_year": "to",
    "lang": "lang",
    "territory": "territory",
    "population": "population",
    "dimension": "dimension",
    "quota_kind": "quota",
    "part": "part",
    "compared": "units",
    "headline": "headline",
    "other": "other",
    "counted": "counted",
    "scale": "scale",
    "partial": "partial",
    "ranking_anyway": "ranked",
    "show": "show",
}
OF_PAGES = (
    *("population", "dimension", "quota_kind", "part"),
    *("compared", "headline", "other", "counted", "scale", "partial", "ranking_anyway", "show"),
)
KINDS = {
    **{"lang": "language", "first_year": "year", "last_year": "year", "other": "headline"},
    **dict.fromkeys(("counted", "scale", "partial", "ranking_anyway"), "choice"),
}


def remembered(name: str) -> str:
    """The value of a filter: the address first, then what this session last looked at."""
    return st.query_params.get(PARAMETERS[name]) or st.session_state.get("_kept", {}).get(name, "")


def language() -> Labels:
    """The labels in the language of the address; Vietnamese where it names none that exists."""
    lang = remembered("lang")
    return Labels(lang if lang in languages() else languages()[0])


def read(say: Labels) -> Filters:
    """The filters of the address; a code that does not exist is named in a sentence and left aside."""
    built = warehouse.built()
    known(say, "lang", list(languages()), say.lang, say(f"filters.languages.{say.lang}"))
    first_choice = DEFAULT_COLLECTION if DEFAULT_COLLECTION in built else built[0]
    collection = known(say, "collection", built, first_choice, scope(first_choice).title(say.lang))
    looked = scope(collection)
    alone = len(looked.tops) == 1
    unit = known(
        say, "unit", looked.by_code, "", looked.tops[0].name if alone else say("filters.all_committees")
    )
    if not unit and alone:
        unit = looked.tops[0].code
    years = [str(y) for y in range(looked.first_year, looked.last_year + 1)]
    first = int(known(say, "first_year", years, years[0]))
    last = int(known(say, "last_year", years, years[-1]))
    if first > last:
        first, last = last, first
        st.warning(_words.plain(say("filters.years_reversed", from_year=first, to_year=last)))
    return Filters(
        collection, unit, first, last, say.lang, _territory(collection, say), small_numbers()["inside"]
    )


def territories(collection: str) -> list[str]:
    """Of which territory figures can be told: only where units were reorganised is there a choice."""
    changed = variants.reorganised(warehouse.current(collection))
    return [variants.THEN, variants.NOW] if changed else [variants.THEN]


def _territory(collection: str, say: Labels) -> str:
    given = remembered("territory")
    if given == variants.NOW and variants.NOW not in territories(collection):
        return variants.THEN  # chosen for another collection: here both are one
    return known(
        say,
        "territory",
        [variants.THEN, variants.NOW],
        variants.THEN,
        say(f"filters.territories.{variants.THEN}"),
    )


def known(say: Labels, name: str, allowed: Container[str], otherwise: str, shown: str = "") -> str:
    """The code that the address gives for a filter if it is `allowed`; else `otherwise`, said in a sentence."""
    given = remembered(name)
    if not given or given in allowed:
        return given or otherwise
    if PARAMETERS[name] in st.query_params:
        _unknown(say, name, given, shown or otherwise)
    leave(name)
    return otherwise


def _unknown(say: Labels, name: str, code: str, shown: str = "") -> None:
    st.warning(_words.plain(say(f"filters.unknown_{KINDS.get(name, name)}", code=code[:60], shown=shown)))


def leave(name: str, value: str = "") -> None:
    """Forget what was given for a filter, or keep only this of it."""
    st.session_state.setdefault("_kept", {})[name] = value
    if name in OF_PAGES:  # the door has written the address; the filters of the bar it writes anew anyway
        st.query_params.pop(PARAMETERS[name], None)
        if value:
            st.query_params[PARAMETERS[name]] = value


def all_known(say: Labels, name: str, is_allowed: Callable[[str], bool]) -> list[str]:
    """The codes that the address gives for a filter of several; those not allowed are said in a sentence."""
    given = list(dict.fromkeys(code for code in remembered(name).split(",") if code))
    found = [code for code in given if is_allowed(code)]
    if unknown := [code for code in given if code not in found]:
        _unknown(say, name, ", ".join(unknown))
        leave(name, ",".join(found))
    return found


def keep(filters: Filters, page: str, say: Labels) -> None:
    """Write the whole state into the address, defaults too, so that a copied link shows the same picture."""
    values = {
        "collection": filters.collection,
        "unit": filters.unit or "",
        "first_year": str(filters.first_year),
        "last_year": str(filters.last_year),
        "lang": filters.lang,
        "territory": filters.territory if len(territories(filters.collection)) > 1 else "",
    } | {name: remembered(name) for name in OF_PAGES}
    # A part of the page before is left behind; one that no page has is named in a sentence by the page.
    if say.has(f"part.{values['part']}") and not values["part"].startswith(("all", f"{page}-")):
        del values["part"]
    if page != "present":
        values["show"] = ""
    st.session_state["_kept"] = values
    wanted = {PARAMETERS[name]: value for name, value in values.items() if value}
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def chosen(name: str) -> None:
    """A widget of the bar was used: the address takes its value, and what depends on it starts afresh."""
    value = st.session_state[f"bar_{name}"]
    kept = st.session_state.get("_kept", {})
    kept[name] = _written(value)
    if name == "collection":
        for depending in ("unit", "first_year", "last_year", "compared"):
            kept.pop(depending, None)
    st.session_state["_kept"] = kept
    st.query_params.from_dict({PARAMETERS[n]: v for n, v in kept.items() if v})


def put(name: str, value: str) -> None:
    """Write a page's own choice into the address, or take it out."""
    kept = st.session_state.get("_kept", {})
    kept[name] = value
    st.session_state["_kept"] = kept
    st.query_params.from_dict({PARAMETERS[n]: v for n, v in kept.items() if v})


def _written(value: object) -> str:
    """What a widget gives, as it stands in the address."""
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def open_unit(code: str) -> None:
    """Look at another unit from now on."""
    st.session_state["bar_unit"] = code
    chosen("unit")
