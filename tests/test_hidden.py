"""Small numbers: an outsider with every hidden file and every sum can work none of them out, and none is in a file."""

from pathlib import Path

import pytest

from ingest import hidden, variants
from ingest.build import build
from ingest.hidden.moves import Moves
from ingest.variants import Variant
from tests import small_forest as forest
from tests.outsider import Outsider, many

pytestmark = pytest.mark.xdist_group("forests")  # they are grown once

LEAST = 5
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def forests(tmp_path_factory) -> list[dict[str, Path]]:
    """The forests as they were and in today's territory, with every figure: warehouse files by territory."""
    found = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp("forest")
        then = forest.figures(seed)
        files = {}
        for territory, figures in (("then", then), ("now", forest.recast(then))):
            forest.write(folder / territory, figures, percents=True)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("DANG_VIEN_LOCAL", str(folder / territory))
                files[territory] = build("local", folder / f"{territory}.duckdb")
        found.append(files)
    return found


def hide(plain: dict[str, Path]) -> dict[str, Path]:
    """The hidden files beside the plain ones, made anew by the real builder."""
    hidden.pattern.cache_clear()
    files = {}
    for territory, file in plain.items():
        files[territory] = file.with_name(f"{territory}-hidden.duckdb")
        files[territory].unlink(missing_ok=True)
        variants._hide(plain, files[territory], Variant(territory, LEAST))
    return files


def shares(file: Path) -> dict[tuple[int, int], float]:
    """Which part of a unit became which, by their numbers."""
    numbers = dict(many(file, "select unit_code, unit_id from units"))
    return {(numbers[old], numbers[new]): share for (old, new), share in forest.SHARES.items()}


def test_nobody_can_solve_for_a_hidden_number(forests):
    for plain in forests:
        outsider = Outsider(hide(plain), plain, shares(plain["then"]))
        assert len(outsider.hidden) > 100
        assert outsider.solved() == {}


def test_without_the_second_cells_hidden_numbers_are_found(forests, monkeypatch):
    monkeypatch.setattr(Moves, "keep_all", lambda self: [])
    outsider = Outsider(hide(forests[0]), forests[0], shares(forests[0]["then"]))
    assert len(outsider.solved()) > 20


def test_each_view_alone_would_be_solved_by_the_other(forests):
    """Patterns made for one territory at a time give numbers away to who sees both: so there is one for both."""
    plain, files = forests[0], {}
    for territory, file in plain.items():
        alone = {"then": file, "now": file}  # each taken for the only one
        files[territory] = file.with_name(f"{territory}-alone.duckdb")
        variants._hide(alone, files[territory], Variant("then", LEAST))
    assert Outsider(files, plain, shares(plain["then"])).solved()
