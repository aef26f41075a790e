"""What findings and their figures are about, in the words of the code lists, for both languages."""

from collections.abc import Iterable

from ingest.contract import tables
from ingest.finding import Finding, Term

UNSAID = ("dimension", "unit_of_measure")  # the dimension stands in the title of its scheme


class Words:
    """The labels of the codes and units that some findings name."""

    def __init__(self, connection, findings: list[Finding]):
        terms = [t for f in findings for t in f.terms]
        codes = sorted(
            {code for pairs in (*(t.codes for t in terms), *(f.item for f in findings)) for _, code in pairs}
        )
        found = connection.execute(
            "select list, scheme, code, lang, label from names where list_contains($codes, code) union all "
            "select 'scheme', list, scheme, l.lang, if(l.lang = 'vi', title_vi, title_en) "
            "from schemes cross join (values ('vi'), ('en')) as l (lang) where list_contains($codes, scheme)",
            {"codes": codes},
        )
        self._labels = {tuple(key): label for *key, label in found.fetchall()}
        units = sorted({t.unit for t in terms})
        named = connection.execute(
            "select unit_code, name from units where list_contains($units, unit_code)", {"units": units}
        )
        self._units = dict(named.fetchall())

    def item(self, f: Finding, lang: str) -> str:
        """The table, then each code that all figures of a finding share; a scheme by its title."""
        return " · ".join(
            [getattr(tables()[f.table], lang), *self._codes(f.table, f.item, dict(f.item), lang)]
        )

    def term(self, t: Term, f: Finding, lang: str) -> str:
        """What one figure is: whose, if not the unit's of the finding, and the codes that the others do not share;
        of one figure told twice, where."""
        if not t.table:
            return ""
        if f.rule == "restated" and len(f.places) > 1:
            return t.place
        if f.rule == "children_total":
            return self._units.get(t.unit, t.unit)
        own = [(name, code) for name, code in t.codes if (name, code) not in f.item or t.table != f.table]
        told = [self._units.get(t.unit, t.unit)] if t.unit != f.unit else []
        told += self._codes(t.table, own, dict(t.codes), lang)
        counts = [m for m in tables()[t.table].measures if m.name == t.measure]
        return " · ".join(told or [getattr(m, lang) for m in counts])

    def _codes(self, table: str, pairs: Iterable[tuple[str, str]], every: dict, lang: str) -> list[str]:
        known = {c.name: c for c in tables()[table].columns}
        told = []
        for name, code in pairs:
            of_scheme = known[name].type == "category"
            listed = every.get("dimension", "") if of_scheme or name == "scheme" else known[name].list or name
            spot = (listed, every.get("scheme", "") if of_scheme else "", code, lang)
            if name == "scheme":
                spot = ("scheme", listed, code, lang)
            if code != "all" and name not in UNSAID:
                told.append(self._labels.get(spot, code))
        return told
