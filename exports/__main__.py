"""`python -m exports STORYBOARD --unit … --format pptx --out …`: a storyboard as a file, for a scheduled job."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from exports import deck, formats, shelf, storyboard, wards
from exports.file_names import file_name
from exports.storyboard import Storyboard, Unreadable
from ingest import variants, warehouse
from ingest.thresholds import small_numbers
from labels import Labels, languages
from queries import Filters
from queries.scope import Scope, scope


@dataclass(frozen=True)
class Refused(Exception):
    """Why nothing is written: the key of its sentence, and the values in it."""

    key: str
    values: dict[str, object]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    parser.add_argument("storyboard", metavar="STORYBOARD", help="the name of a storyboard, or a .json file")
    parser.add_argument("--collection", default="reports")
    parser.add_argument("--unit", default="", metavar="CODE", help="left out: the top of the collection")
    parser.add_argument("--from", dest="first_year", type=int, metavar="YEAR")
    parser.add_argument("--to", dest="last_year", type=int, metavar="YEAR")
    parser.add_argument("--territory", choices=(variants.THEN, variants.NOW), default=variants.THEN)
    parser.add_argument("--lang", choices=languages(), default=languages()[0])
    parser.add_argument("--format", required=True, choices=tuple(formats.FORMATS))
    parser.add_argument("--out", required=True, type=Path, help="a file, or a folder that is there")
    parser.add_argument(
        "--each-child", action="store_true", help="a file for every unit directly under this one, in a zip"
    )
    return parser


def main() -> int:
    """Write one file and print where it is; 1 and one sentence on stderr when it can't be made."""
    given = _arguments().parse_args()
    say = Labels(given.lang)
    try:
        print(_written(given))
    except Refused as refused:
        print(say(f"exports.command.{refused.key}", **refused.values), file=sys.stderr)
    except warehouse.NoWarehouse as missing:
        print(say("command.no_warehouse", name=missing.args[0]), file=sys.stderr)
    except formats.NotMade as fault:
        key, values = fault.args
        print(say(key, **values), file=sys.stderr)
    else:
        return 0
    return 1


def _written(given: argparse.Namespace) -> Path:
    story, filters, own = _story(given.storyboard), _filters(given), formats.FORMATS[given.format]
    if given.each_child:
        return _each_child(story, filters, given)
    made = deck.of(story, filters)
    if not made.shown:
        raise Refused("nothing", {"title": made.title, "unit": made.unit})
    path = _path(given.out, made.file_name, own.ending)
    return _put(path, lambda draft: draft.write_bytes(formats.write(made, given.format)))


def _each_child(story: Storyboard, filters: Filters, given: argparse.Namespace) -> Path:
    say, unit = Labels(given.lang), scope(given.collection).name_of(filters.unit)
    if not wards.units(filters):
        raise Refused("no_children", {"unit": unit})
    name = say("exports.file_name", title=story.titled(say), unit=unit or say("filters.all_committees"))

    def tell(now: wards.Done) -> None:
        print(f"{now.done}/{now.count}  {now.name}", file=sys.stderr)

    def make(draft: Path) -> None:
        for left_out in wards.write(story, filters, given.format, draft, tell, lambda: False):
            print(say("exports.command.without", unit=left_out), file=sys.stderr)

    return _put(_path(given.out, name, "zip"), make)


def _story(given: str) -> Storyboard:
    path = Path(given)
    try:
        if path.suffix == ".json":
            return storyboard.read(path.read_bytes(), "")
        return shelf.find(given)
    except OSError:
        raise Refused("no_file", {"file": given}) from None
    except Unreadable as unreadable:
        code, slide = unreadable.args
        raise Refused("unreadable", {"file": given, "code": code, "slide": slide}) from None
    except LookupError:
        names = ", ".join(own.name for own in (*shelf.ready(), *shelf.saved()))
        raise Refused("no_storyboard", {"name": given, "names": names}) from None


def _filters(given: argparse.Namespace) -> Filters:
    looked = scope(given.collection)
    unit = given.unit or (looked.tops[0].code if len(looked.tops) == 1 else "")
    if unit and looked.place(unit) is None:
        raise Refused("no_unit", {"code": unit})
    first, last = (_year(given.first_year, looked, True), _year(given.last_year, looked, False))
    if first > last:
        raise Refused("years_reversed", {"first": first, "last": last})
    least = small_numbers()["exports"]
    return Filters(given.collection, unit, first, last, given.lang, given.territory, least)


def _year(given: int | None, looked: Scope, first: bool) -> int:
    if given is not None:
        return given
    return looked.first_year if first else looked.last_year


def _path(out: Path, name: str, ending: str) -> Path:
    return out / f"{file_name(name)}.{ending}" if out.is_dir() else out


def _put(path: Path, make: Callable[[Path], object]) -> Path:
    """Write beside the place and move there at the end: whoever reads it finds a whole file."""
    draft = path.with_name(f".{uuid4().hex[:8]}.draft")
    try:
        make(draft)
        os.replace(draft, path)
    except OSError as fault:
        raise Refused("not_written", {"file": path, "why": fault.strerror or ""}) from fault
    finally:
        draft.unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    sys.exit(main())
