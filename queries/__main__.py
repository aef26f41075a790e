"""`python -m queries` lists the questions; `python -m queries NAME --unit … --from … --to … --csv` answers one."""

import argparse
import sys

import queries


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m queries", description=__doc__)
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="room/question; left out: the list of questions"
    )
    parser.add_argument("--collection", default="reports")
    parser.add_argument("--unit", default="", metavar="CODE")
    parser.add_argument("--from", dest="first_year", type=int, default=queries.FIRST_YEAR, metavar="YEAR")
    parser.add_argument("--to", dest="last_year", type=int, default=queries.LAST_YEAR, metavar="YEAR")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.add_argument("--csv", action="store_true", help="print the rows as CSV instead of a table")
    return parser


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
    filters = queries.Filters(given.collection, given.unit, given.first_year, given.last_year, given.lang)
    try:
        frame = queries.ask(given.name, filters)
    except queries.UnknownUnit as unknown:
        print(f"Không có đơn vị mã / no unit with code: {unknown.args[0]}", file=sys.stderr)
    except queries.NoWarehouse as missing:
        print(
            f"Chưa dựng kho số liệu / no warehouse for {missing.args[0]}: python -m ingest build",
            file=sys.stderr,
        )
    except LookupError as unknown:
        print(f"Không có câu hỏi / no such question: {unknown.args[0]}", file=sys.stderr)
    else:
        print(frame.to_csv(index=False).rstrip("\n") if given.csv else frame.to_string(index=False))
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
