"""What exists already: units, sources, code lists and schemes that a file may refer to."""

import difflib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.normalise import fold
from ingest.problem import quoted

NEAREST = 3


@dataclass
class Known:
    """A growing collection. `units`: code -> [(valid_from, valid_to)]; `names`: folded name ->
    codes; `shown`: unit code -> its latest name; `sources`: code -> as_of day; `codes`:
    (list, scheme) -> codes; `labels`: (list, scheme) -> folded label -> codes; `schemes`:
    (list, scheme). A list without a scheme has the scheme "". `titles`: (list, scheme, code) -> its
    Vietnamese and its English label; `documents`: source code -> title; `heirs`: unit
    code -> the units that took it over, and since when."""

    units: dict[str, list[tuple]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    sources: dict[str, date | None] = field(default_factory=dict)
    codes: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[tuple[str, str], dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    schemes: set[tuple[str, str]] = field(default_factory=set)
    titles: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    heirs: dict[str, list[tuple[str, date]]] = field(default_factory=dict)

    def learn(self, checked) -> None:
        """Adds the rows of a checked reference table; other tables teach nothing."""
        lessons = {
            "units": self._learn_unit,
            "lineage": self._learn_lineage,
            "sources": self._learn_source,
            "schemes": self._learn_scheme,
            "categories": self._learn_category,
        }
        if checked.table and checked.table.name in lessons:
            for row in checked.rows:
                lessons[checked.table.name](dict(zip(checked.columns, row, strict=True)))

    def _learn_unit(self, row: dict) -> None:
        self.add_unit(row["unit_code"], row["name"], row["valid_from"], row["valid_to"])

    def _learn_lineage(self, row: dict) -> None:
        if row["from_code"] and row["to_code"] and row["from_code"] != row["to_code"]:
            self.heirs.setdefault(row["from_code"], []).append((row["to_code"], row["on_date"]))

    def _learn_source(self, row: dict) -> None:
        self.sources[row["source_code"]] = row["as_of"]
        self.documents[row["source_code"]] = row["title"]

    def _learn_scheme(self, row: dict) -> None:
        self.schemes.add((row["list"], row["scheme"]))

    def _learn_category(self, row: dict) -> None:
        key = (row["list"], row["scheme"] or "")
        self.codes[key].add(row["code"])
        self.titles[(*key, row["code"])] = (row["label_vi"], row["label_en"])
        for words in (row["code"], row["label_vi"], row["label_en"]):
            self.labels[key].setdefault(fold(words), set()).add(row["code"])

    def add_unit(self, code: str, name: str, valid_from=None, valid_to=None) -> None:
        """Adds one row of a unit; a unit may have several."""
        self.units.setdefault(code, []).append((valid_from, valid_to))
        self.names.setdefault(fold(name), set()).add(code)
        self.shown[code] = name

    def is_unit(self, text: str) -> bool:
        """Whether a code or a name is that of a unit."""
        return text in self.units or fold(text) in self.names

    def with_units(self, pairs: list[tuple[str, str]]) -> "Known":
        """A copy that also knows these (code, name): rows of a units file name each other."""
        names = {key: set(codes) for key, codes in self.names.items()}
        units = {code: list(spans) for code, spans in self.units.items()}
        copy = replace(self, units=units, names=names, shown=dict(self.shown))
        for code, name in pairs:
            copy.add_unit(code, name)
        return copy

    def in_list(self, name: str) -> tuple[set[str], dict[str, set[str]]]:
        """Codes and folded labels of a list, whatever the scheme."""
        codes, labels = set(), {}
        for (listed, scheme), found in self.codes.items():
            if listed == name:
                codes |= found
                for key, fits in self.labels.get((listed, scheme), {}).items():
                    labels.setdefault(key, set()).update(fits)
        return codes, labels

    def described(self, codes) -> str:
        """Unit codes with their names, for a sentence."""
        return ", ".join(f"{code} ({self.shown.get(code, '')})" for code in codes)

    def nearest_units(self, text: str) -> str:
        """Up to three units whose code or name resembles the text, for a sentence; "" if none does."""
        return self.described(self.near_units(text, NEAREST))

    def near_units(self, text: str, most: int) -> list[str]:
        """The codes of the units whose code or name resembles the text, the nearest first."""
        wanted = fold(quoted(text))
        keys = [*self.names, *(fold(code) for code in self.units)]
        codes = {fold(code): {code} for code in self.units} | self.names
        close = difflib.get_close_matches(wanted, keys, most, 0.6)
        found = dict.fromkeys(code for key in close for code in sorted(codes[key]))
        return list(found)[:most]


def nearest(text: str, codes) -> str:
    """Up to three codes or names that resemble the text, for a sentence."""
    by_key = {fold(code): code for code in codes}
    close = difflib.get_close_matches(fold(quoted(text)), list(by_key), NEAREST, 0.5)
    return ", ".join(by_key[key] for key in close)
