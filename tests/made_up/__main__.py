"""`python -m tests.made_up province --out data/demo` writes the made-up collection."""

import argparse
from pathlib import Path

from .province import SEED, write_province


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.made_up")
    kinds = parser.add_subparsers(required=True)
    province = kinds.add_parser("province", help="one province, every table filled")
    province.add_argument("--out", type=Path, required=True)
    province.add_argument("--seed", type=int, default=SEED)
    province.set_defaults(run=lambda asked: write_province(asked.out, asked.seed))
    asked = parser.parse_args()
    asked.run(asked)


main()
