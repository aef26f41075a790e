"""`python -m tests.made_up province --out data/demo` writes the made-up collection, `nation` a large warehouse."""

import argparse
from pathlib import Path

from .nation import write_nation
from .province import SEED, write_province


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.made_up")
    kinds = parser.add_subparsers(required=True)
    province = kinds.add_parser("province", help="one province, every table filled")
    province.set_defaults(run=lambda asked: write_province(asked.out, asked.seed))
    nation = kinds.add_parser("nation", help="34 provinces, 12 years: a warehouse file for measuring")
    nation.add_argument("--size", type=float, default=1.0, help="the part of it that is wanted, 0 to 1")
    nation.set_defaults(run=lambda asked: write_nation(asked.out, asked.size, asked.seed))
    for kind in (province, nation):
        kind.add_argument("--out", type=Path, required=True)
        kind.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    asked.run(asked)


main()
