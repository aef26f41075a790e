"""The desk without a screen: `python -m ingest import | history | undo | watch`."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.desk.faults import Fault

COMMANDS = ("import", "history", "undo", "watch")
REFUSED, USAGE = 1, 2
KINDS = ("added", "changed", "removed", "same")


@dataclass(frozen=True)
class Tools:
    """What the command line already knows to do: `answers` from its options, `tell` problems in words; and the `title`
    (title_vi, title_en) of a collection that nobody has named."""

    answers: Callable
    tell: Callable
    title: dict[str, str]


def register(commands, every, say, tools: Tools) -> argparse.ArgumentParser:
    """Adds the commands of the desk; returns that of `import`, which takes answers like `check`."""
    bring = commands.add_parser("import", parents=[every], help=say("desk.command.import"))
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("command.file"))
    _who(bring, say)
    bring.add_argument("--replace", action="store_true", help=say("desk.command.replace"))
    bring.add_argument("--json", action="store_true", help=say("command.json"))
    bring.set_defaults(run=lambda given, say: _local(given, say, tools, _import))
    told = commands.add_parser("history", parents=[every], help=say("desk.command.history"))
    told.add_argument("--json", action="store_true", help=say("command.json"))
    told.set_defaults(run=lambda given, say: _local(given, say, tools, _history))
    undo = commands.add_parser("undo", parents=[every], help=say("desk.command.undo"))
    undo.add_argument("version", type=int, metavar="N", help=say("desk.command.version"))
    _who(undo, say)
    undo.set_defaults(run=lambda given, say: _local(given, say, tools, _undo))
    watch = commands.add_parser("watch", parents=[every], help=say("desk.command.watch"))
    watch.add_argument("folder", type=Path, metavar="FOLDER", help=say("desk.command.folder"))
    watch.add_argument("--once", action="store_true", help=say("desk.command.once"))
    watch.add_argument("--import", dest="keep", action="store_true", help=say("desk.command.keep"))
    watch.add_argument("--who", default="", help=say("desk.command.who"))
    watch.set_defaults(run=lambda given, say: _local(given, say, tools, _watch))
    return bring


def _who(parser: argparse.ArgumentParser, say) -> None:
    parser.add_argument("--who", required=True, help=say("desk.command.who"))
    parser.add_argument("--reason", default="", help=say("desk.command.reason"))


def _local(given, say, tools: Tools, run: Callable) -> int:
    from ingest.build import Refused

    if given.collection not in (None, "local"):
        print(say("desk.fault.only_local", name=given.collection), file=sys.stderr)
        return USAGE
    try:
        return run(given, say, tools)
    except Refused as refused:
        print(say("desk.refused"), file=sys.stderr)
        tools.tell(refused.problems, say, sys.stderr)
    except Fault as fault:
        print(sentence(fault, say), file=sys.stderr)
    return REFUSED


def sentence(fault: Fault, say) -> str:
    """What a fault means and what to do, in words."""
    values = dict(fault.values)
    if fault.code == "depends":
        own = [say("desk.own_files")] if 0 in values["versions"] else []
        values["versions"] = ", ".join([*own, *(str(v) for v in values["versions"] if v)])
    if fault.code == "busy":
        values = {k: v or say("desk.somebody") for k, v in values.items()}
    return say(f"desk.fault.{fault.code}", **values)


def summary(plan, say) -> str:
    """What an import did, in one sentence."""
    return say("desk.kept", version=plan.version, **{k: plan.total(k) for k in KINDS})


def _import(given, say, tools: Tools) -> int:
    from ingest.desk.bring import bring

    for path in given.files:
        if not path.is_file():
            print(say("command.no_file", file=path), file=sys.stderr)
            return USAGE
    try:
        answers = tools.answers(given)
    except (OSError, ValueError) as wrong:
        print(say("command.bad_answers", file=given.answers, reason=wrong), file=sys.stderr)
        return USAGE
    files = [(path.name, path.read_bytes()) for path in given.files]
    mode = "replace" if given.replace else "merge"
    made = bring(files, given.who, given.reason, mode, answers, tools.title)
    if given.json:
        rows = {"version": made.version, **{k: made.total(k) for k in KINDS}}
        print(json.dumps(rows | {"counts": [asdict(c) for c in made.counts]}, ensure_ascii=False, indent=2))
    else:
        print(summary(made, say))
    return 0


def _history(given, say, tools: Tools) -> int:
    from ingest.desk.history import history

    entries = history()
    if given.json:
        print(json.dumps([asdict(e) for e in entries], ensure_ascii=False, indent=2))
        return 0
    for entry in entries:
        print(say("desk.entry", kind=say(f"desk.kind.{entry.kind}"), **_told(entry, say)))
        if entry.undone_by:
            print("  " + say("desk.undone_by", version=entry.undone_by))
    if not entries:
        print(say("desk.no_history"))
    return 0


def _told(entry, say) -> dict:
    files = ", ".join(f["name"] for f in entry.files)
    if entry.undoes:
        files = str(entry.undoes)
    rows = {k: sum(t.get(k, 0) for t in entry.tables.values()) for k in KINDS}
    named = {"version": entry.version, "at": entry.at[:16].replace("T", " "), "who": entry.who}
    return named | rows | {"of": files, "reason": entry.reason or say("desk.no_reason")}


def _undo(given, say, tools: Tools) -> int:
    from ingest.desk.commit import undo

    version = undo(given.version, given.who, given.reason)
    print(say("desk.undone", version=given.version, by=version))
    return 0


def _watch(given, say, tools: Tools) -> int:
    from ingest.desk import watch

    if not given.folder.is_dir():
        print(say("desk.fault.no_folder", folder=given.folder), file=sys.stderr)
        return USAGE
    who = given.who or say("desk.watcher")
    watcher = watch.Watcher(given.folder, say, tools, who if given.keep else "")
    return watcher.once() if given.once else watcher.forever()
