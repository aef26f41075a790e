"""CSV files of a collection, written row by row; columns as in the data contract."""

import csv
from pathlib import Path

OWN = {
    "membership": "org_type,member_status,members,percent,base",
    "structure": "population,dimension,scheme,category,members,percent,base",
    "changes": "change,members",
    "admissions": "area,quota,admitted,attendees,attainment_percent,share_percent",
    "discipline": "authority,subject,outcome,cases",
    "inspections": "authority,kind,subject,stage,cases",
    "organisations": "level,org_type,organisations",
    "ratings": "subject,rating,rated,percent",
    "indicators": "indicator,category,value,base,unit_of_measure",
}
REFERENCE = {
    "sources": "source_code,title,number,issued_on,issuer,as_of,coverage,status,note",
    "units": "unit_code,valid_from,name,parent_code,kind,org_type,valid_to,note",
    "lineage": "from_code,to_code,on_date,event,extent,share,legal_basis,source_code,place",
}
COLUMNS = {table: columns.split(",") for table, columns in REFERENCE.items()} | {
    table: f"unit_code,period,{own},qualifier,status,source_code,place,note".split(",")
    for table, own in OWN.items()
}


class Tables:
    """Opens one file per table at its first row; nothing is kept in memory."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._files, self._writers = folder, [], {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for file in self._files:
            file.close()

    def add(self, table: str, rows) -> None:
        """Rows are mappings from column to value; a column left out stays empty."""
        if table not in self._writers:
            path = self._folder / f"{table}.csv"
            file = path.open("w", encoding="utf-8", newline="")
            self._files.append(file)
            writer = csv.DictWriter(file, COLUMNS[table], restval="", lineterminator="\n")
            writer.writeheader()
            self._writers[table] = writer
        self._writers[table].writerows(rows)


def toml(head: dict, lists: dict[str, list[dict]]) -> str:
    """Flat TOML: scalars first, then arrays of tables; texts must hold no quotes."""

    def line(key, value):
        if isinstance(value, bool):
            return f"{key} = {str(value).lower()}"
        return f'{key} = "{value}"'

    blocks = ["\n".join(line(*item) for item in head.items())]
    for name, entries in lists.items():
        blocks += ["\n".join([f"[[{name}]]", *(line(*i) for i in e.items())]) for e in entries]
    return "\n\n".join(blocks) + "\n"
