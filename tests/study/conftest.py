"""One comparison for all tests here."""

from pathlib import Path

import pytest
from small_operators import PATHS, files

import riskcloud
from riskcloud.study import Compared

__all__ = ["files"]

NAMES = ("base", "twin", "large")


@pytest.fixture(scope="session")
def compared(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Compared:
    operators = [files[name] for name in NAMES]
    out = tmp_path_factory.mktemp("compared") / "out"
    return riskcloud.compare(operators, files["market"], PATHS, 5, 2, out)
