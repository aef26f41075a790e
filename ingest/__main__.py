"""The command: `python -m ingest check FILE...`, `python -m ingest build` and `python -m ingest reconcile`."""

import argparse
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from ingest import collection as collections
from ingest import reconcile_command
from ingest.answers import NONE, Answers
from ingest.desk import command as desk
from ingest.known import Known
from ingest.problem import Problem
from ingest.validate import Checked
from labels import Labels, languages
from labels.problems import message

REFUSED, USAGE = 1, 2
# Options of `check` that answer what a file does not tell itself, and the column that they fill.
FILLED = {
    "unit": "unit_code",
    "period": "period",
    "source": "source_code",
    "scheme": "scheme",
    "measure": "measure",
}
ANSWERED = ("table", "sheet", "numbers", *FILLED)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command. Returns 0, 1 if a file or the build was refused, 2 if it could not run."""
    # Words on screen read the same on a Windows console with an old code page.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    given = _parser(Labels(_language(arguments))).parse_args(arguments)
    say = Labels(given.lang)
    try:
        return given.run(given, say)
    except collections.NoCollection as absent:
        names = ", ".join(collections.names())
        print(say("command.no_collection", name=absent.args[0], names=names), file=sys.stderr)
        return USAGE


def _language(arguments: list[str] | None) -> str:
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", choices=languages(), default=languages()[0])
    try:
        return early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        return languages()[0]


def _parser(say: Labels) -> argparse.ArgumentParser:
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--collection", help=say("command.collection"))
    every.add_argument("--lang", choices=languages(), default=languages()[0], help=say("command.lang"))
    parser = argparse.ArgumentParser("python -m ingest", description=say("command.about"))
    every_command = ("check", "build", "reconcile", *desk.COMMANDS)
    commands = parser.add_subparsers(required=True, metavar=" | ".join(every_command))
    check = commands.add_parser("check", parents=[every], help=say("command.check"))
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("command.file"))
    check.add_argument("--json", action="store_true", help=say("command.json"))
    _ask_answers(check, say)
    check.set_defaults(run=_check)
    build = commands.add_parser("build", parents=[every], help=say("command.build"))
    build.add_argument("--out", type=Path, help=say("command.out"))
    build.set_defaults(run=_build)
    reconcile_command.register(commands, every, say)
    _ask_answers(desk.register(commands, every, say, tools()), say)
    return parser


def tools() -> desk.Tools:
    """What the commands of the desk borrow from these."""
    titles = {f"title_{lang}": Labels(lang)("desk.title") for lang in languages()}
    return desk.Tools(_answers, _print_problems, titles)


def _ask_answers(command: argparse.ArgumentParser, say: Labels) -> None:
    for name in ANSWERED:
        command.add_argument(f"--{name}", metavar=name.upper(), help=say(f"command.answer.{name}"))
    command.add_argument("--answers", type=Path, metavar="FILE.json", help=say("command.answer.file"))


def _check(given: argparse.Namespace, say: Labels) -> int:
    from ingest.reconciled import with_arithmetic

    for path in given.files:
        if not path.is_file():
            print(say("command.no_file", file=path), file=sys.stderr)
            return USAGE
    known = Known()
    references = collections.learn(given.collection or collections.DEFAULT, known)
    try:
        answers = _answers(given)
    except (OSError, ValueError) as wrong:
        print(say("command.bad_answers", file=given.answers, reason=wrong), file=sys.stderr)
        return USAGE
    files = [(str(path), path.read_bytes()) for path in given.files]
    checked = with_arithmetic(collections.check_all(files, known, answers), references)
    checked.sort(key=lambda c: [str(path) for path in given.files].index(c.file))
    _print(checked, given.json, say)
    return 0 if all(c.accepted for c in checked) else REFUSED


def _answers(given: argparse.Namespace) -> Answers:
    """What the options and the file of answers tell; OSError, ValueError for a file that is none."""
    told = Answers.from_json(given.answers.read_text(encoding="utf-8")) if given.answers else NONE
    filled = {column: text for name, column in FILLED.items() if (text := getattr(given, name))}
    return replace(
        told,
        table=given.table or told.table,
        page=given.sheet or told.page,
        numbers=given.numbers or told.numbers,
        fill=told.fill | filled,
    )


def _print(checked: list[Checked], as_json: bool, say: Labels) -> None:
    if as_json:
        told = [_as_object(c, say) for c in checked]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for entry in checked:
        key = "command.accepted" if entry.accepted else "command.refused"
        title = getattr(entry.table, say.lang) if entry.table else say("command.unknown_table")
        print(say(key, file=entry.file, table=title, rows=len(entry.lines)))
        _print_problems(entry.problems, say, sys.stdout)


def _as_object(checked: Checked, say: Labels) -> dict:
    problems = [
        {
            "code": p.code,
            "severity": p.severity,
            "line": p.line,
            "column": p.column,
            "message": message(p, say),
        }
        for p in checked.problems
    ]
    return {
        "file": checked.file,
        "table": checked.table.name if checked.table else None,
        "accepted": checked.accepted,
        "problems": problems,
        "rows": len(checked.lines),
    }


def _print_problems(problems: list[Problem], say: Labels, to: TextIO) -> None:
    for problem in problems:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        column = f" [{problem.column}]" if problem.column else ""
        severity = say(f"command.severity.{problem.severity}")
        print(f"  {place}:{column} {severity}: {message(problem, say)}", file=to)


def _build(given: argparse.Namespace, say: Labels) -> int:
    """Builds the collection named, or every one there is; a refused one leaves its old warehouse serving."""
    every = [collections.DEFAULT] if given.out else collections.names()
    names = [given.collection] if given.collection else every
    return max([_build_one(name, given.out, say) for name in names])


def _build_one(name: str, out: Path | None, say: Labels) -> int:
    # Only a build needs duckdb; a check starts without it.
    from ingest.build import Refused, build

    try:
        path = build(name, out)
    except Refused as refused:
        print(say("command.not_built", name=name), file=sys.stderr)
        _print_problems(refused.problems, say, sys.stderr)
        return REFUSED
    print(say("command.built", name=name, file=path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
