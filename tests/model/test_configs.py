"""Every number of the shipped operators and markets says where it comes from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "configs"
FILES = sorted([*ROOT.glob("operators/**/*.yaml"), *ROOT.glob("markets/*.yaml")])
NUMBER = re.compile(r"(?<![a-z])-?[0-9]")
LABELS = ("name:", "chip:", "- id:")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_number_has_its_source_beside_it(file: Path) -> None:
    for line in file.read_text().splitlines():
        given, _, comment = line.partition("#")
        if NUMBER.search(given) and not given.strip().startswith(LABELS):
            assert len(comment.strip()) > 5, line


def test_there_are_operators_and_markets() -> None:
    assert {file.parent.name for file in FILES} == {"operators", "shared", "markets"}
