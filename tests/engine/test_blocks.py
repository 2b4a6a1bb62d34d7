import pytest

from riskcloud.engine import Block, blocks
from riskcloud.kernels.lanes import BLOCK


@pytest.mark.parametrize("paths", [0, 1, 255, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
@pytest.mark.parametrize("first", [0, 2 * BLOCK])
def test_blocks_cover_every_path_once_and_start_at_multiples(first: int, paths: int) -> None:
    cut = list(blocks(first, paths))
    covered = [path for b in cut for path in range(b.first_path, b.first_path + b.count)]
    assert covered == list(range(first, first + paths))
    assert all(b.first_path % BLOCK == 0 for b in cut)
    assert all(b.count == BLOCK for b in cut[:-1])


def test_more_paths_change_only_the_last_block() -> None:
    short, long = list(blocks(0, 2 * BLOCK + 5)), list(blocks(0, 4 * BLOCK))
    assert short[:-1] == long[: len(short) - 1]
    assert short[-1].first_path == long[2].first_path


@pytest.mark.parametrize(("first", "count"), [(1, 5), (-BLOCK, 5), (0, 0), (0, BLOCK + 1)])
def test_a_block_off_the_grid_is_refused(first: int, count: int) -> None:
    with pytest.raises(ValueError, match="block"):
        Block(first, count)


def test_a_run_off_the_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="not a multiple"):
        list(blocks(5, 10))


def test_a_block_is_named_by_its_paths() -> None:
    assert str(Block(BLOCK, 10)) == "block of paths 32768 to 32777"
