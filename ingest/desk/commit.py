"""A plan made true: its event renamed into place, its warehouse switched to; and what a killed process left."""

import json
import os
import shutil
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ingest import build as builder
from ingest import collection as collections
from ingest import warehouse
from ingest.desk import events, faults, lock
from ingest.desk.plan import LOCAL, Plan, plan_undo

KINDS = ("import", "correction", "undo")
# What a file is kept as says what it is; the name that its owner gave it is never a path here.
SUFFIXES = {b"PK": ".xlsx"}


def commit(
    plan: Plan,
    sources: list[tuple[str, bytes]],
    who: str,
    reason: str = "",
    kind: str = "import",
    accepted: list[dict] | None = None,
    dialect: dict | None = None,
    answers: dict | None = None,
) -> int:
    """Keeps what was planned and serves its figures; returns the version. `sources` are the files as they came
    (name, bytes), `accepted` the findings that were accepted with their reasons, `dialect` and `answers` how the files
    were read. Raises Busy, StalePlan, NotStored (nothing is kept), NotServed (kept, to be served by `heal`)."""
    if kind not in KINDS:
        raise ValueError(kind)
    place = collections.folder(LOCAL)
    told: dict[str, object] = {"who": who, "reason": reason, "kind": kind, "accepted": accepted or []}
    told |= {"dialect": dialect or {}, "answers": answers or {}}
    with faults.storing(), lock.held(place, who):
        _tidy(place)
        if (events.mark(place), events.base_mark(place)) != (plan.mark, plan.base) or not plan.file.exists():
            raise faults.StalePlan()
        made = events.draft(place, plan.version)
        try:
            _fill(made, plan, sources, told)
            events.settle(made, plan.version)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        _serve(place, plan)
    plan.discard()
    return plan.version


def undo(version: int, who: str, reason: str) -> int:
    """Takes an import, a correction or an undo back; returns the version that this makes. Raises as plan_undo and
    commit do."""
    return commit(plan_undo(version), [], who, reason, "undo")


def _fill(made: Path, plan: Plan, sources: list[tuple[str, bytes]], told: dict) -> None:
    files = []
    for number, (name, data) in enumerate(sources, 1):
        suffix = next((s for magic, s in SUFFIXES.items() if data.startswith(magic)), ".csv")
        kept = f"source{f'-{number}' if len(sources) > 1 else ''}{suffix}"
        (made / kept).write_bytes(data)
        files.append({"name": name, "kept": kept, "sha256": sha256(data).hexdigest(), "bytes": len(data)})
    digests = {}
    for part in (events.ROWS, events.BEFORE):
        if (plan.folder / part).is_dir():
            shutil.copytree(plan.folder / part, made / part)
            digests[part] = {p.stem: events.sha256(p) for p in sorted((made / part).iterdir())}
    record: dict[str, object] = {"version": plan.version, "token": plan.token, "after": plan.mark}
    record |= {"at": datetime.now().astimezone().isoformat(timespec="seconds"), "mode": plan.mode, **told}
    record |= {"undoes": plan.undoes, "files": files, "tables": _summary(plan), **digests}
    if plan.version == 1:
        record["about"] = {k: plan.about.get(k, "") for k in events.TITLE}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (made / events.RECORD).write_text(text + "\n", encoding="utf-8")


def _summary(plan: Plan) -> dict[str, dict[str, int]]:
    """Per table, how many rows the plan adds, changes, removes and leaves the same, and how many the files told."""
    found: dict[str, dict[str, int]] = {}
    for count in plan.counts:
        mine = found.setdefault(count.table, dict.fromkeys(("added", "changed", "removed", "same"), 0))
        for kind in mine:
            mine[kind] += getattr(count, kind)
    for name, rows in plan.tables.items():
        found.setdefault(name, {})["rows"] = rows
    return found


def _serve(place: Path, plan: Plan) -> None:
    """The event is kept already: nothing that fails here may say that it is not."""
    try:
        events.ensure_title(place)
        file = warehouse.new_file(LOCAL)
        os.replace(plan.file, file)
        warehouse.switch(LOCAL, file)
    except OSError as fault:
        raise faults.NotServed(version=plan.version) from fault


def _tidy(place: Path) -> None:
    events.sweep(place)
    with suppress(OSError):
        warehouse.sweep(LOCAL)


def heal() -> bool:
    """Brings the served figures to the last import where a process died in between, and clears away what it left;
    True if figures had to be built. Cheap when there is nothing to do, leaves the work to one who is writing, and never
    raises for what it cannot mend."""
    place = collections.folder(LOCAL)
    try:
        if events.mark(place) not in (events.NONE, warehouse.mark(LOCAL)):
            builder.build(LOCAL)
            return True
        if events.drafts(place):
            with lock.held(place):
                events.sweep(place)
        warehouse.sweep(LOCAL)
    except (faults.Fault, builder.Refused, OSError):
        return False
    return False
