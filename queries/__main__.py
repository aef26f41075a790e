"""`python -m queries` lists the questions, `python -m queries NAME --unit … --from … --to … --csv` answers one."""

import argparse
import sys

import queries
from ingest import variants
from labels import Labels, languages


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m queries", description=__doc__)
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="room/question; left out: the list of questions"
    )
    parser.add_argument("--collection", default="reports")
    parser.add_argument("--unit", default="", metavar="CODE")
    parser.add_argument("--from", dest="first_year", type=int, default=queries.FIRST_YEAR, metavar="YEAR")
    parser.add_argument("--to", dest="last_year", type=int, default=queries.LAST_YEAR, metavar="YEAR")
    parser.add_argument("--lang", choices=languages(), default=languages()[0])
    parser.add_argument(
        "--territory",
        choices=(variants.THEN, variants.NOW),
        default=variants.THEN,
        help="figures of the territory of then, or recast on that of today",
    )
    parser.add_argument(
        "--with",
        dest="own",
        action="append",
        default=[],
        type=_own,
        metavar="PARAMETER=VALUE",
        help="a parameter of the question's own, such as dimension=age; may stand several times",
    )
    parser.add_argument("--csv", action="store_true", help="print the rows as CSV instead of a table")
    return parser


def _own(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise argparse.ArgumentTypeError(f"{text!r} is not PARAMETER=VALUE")
    return name, value


def _list() -> None:
    width = max(map(len, queries.names()))
    for name in queries.names():
        print(f"{name:{width}}  {queries.purpose(name)}")


def main() -> int:
    """Print the list or the rows; 1 and one sentence on stderr when the question can't be answered."""
    given = _arguments().parse_args()
    if given.name is None:
        _list()
        return 0
    say = Labels(given.lang)
    filters = queries.Filters(
        given.collection, given.unit, given.first_year, given.last_year, given.lang, given.territory
    )
    try:
        frame = queries.ask(given.name, filters.having(**dict(given.own)))
    except queries.UnknownUnit as unknown:
        told = say("command.no_unit", code=unknown.args[0])
    except queries.NoWarehouse as missing:
        told = say("command.no_warehouse", name=missing.args[0])
    except queries.MissingParameter as missing:
        told = say("command.missing_parameter", names=", ".join(missing.args))
    except LookupError as unknown:
        told = say("command.no_question", name=unknown.args[0])
    else:
        print(frame.to_csv(index=False).rstrip("\n") if given.csv else frame.to_string(index=False))
        return 0
    print(told, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
