"""Small operators on the default market, as files: quick to run, alike enough to pair."""

from pathlib import Path

import pytest

PATHS = 33_000
"""Two blocks, the second one short."""

SMALL = """
name: {name}
wacc: 0.12
cost_of_equity: 0.2
cohorts:
  - {{id: first, chip: h100, gpus: {gpus}, price: {price}, delivery_months: 3, life_months: 24}}
equity: {{opening_cash: 2e6}}
"""

LENT = "debt: {loan_to_cost: 0.6, tenor_months: 18}\n"


def write(folder: Path, name: str, gpus: int = 100, price: int = 20000, extra: str = "") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(SMALL.format(name=name, gpus=gpus, price=price) + extra)
    return file


def write_market(folder: Path) -> Path:
    file = folder / "market.yaml"
    file.write_text("name: test market\n")
    return file


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three operators, the last ten times as large and on a loan, and their market."""
    folder = tmp_path_factory.mktemp("operators")
    return {
        "base": write(folder, "base"),
        "twin": write(folder, "twin", extra="rental: {on_demand_share: 0.2}\n"),
        "large": write(folder, "large", gpus=1000, price=24000, extra=LENT),
        "market": write_market(folder),
    }
