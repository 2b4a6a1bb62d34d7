"""Every line of the workbook against the kernel's ledger, computed without LibreOffice."""

from pathlib import Path

import pytest

from riskcloud.memos.path_workbook import inputs_of
from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.ledger.operator import operator_book
from tests.workbook.runs import RICH, SMALL, run_of

CLOSE = 1e-9
ROUNDING = 1e-6  # of a dollar
CASES = {
    "small": SMALL,
    "rich": RICH,
    "group": RICH.replace("standalone", "group"),
    "equity last": RICH.replace("pro_rata", "equity_last"),
    "losses expire": RICH.replace("loss_use: standalone", "loss_use: standalone, loss_years: 1"),
    "pari passu": RICH.replace("funding_order", "prepayment_rank: pari_passu, funding_order"),
    "senior": RICH.replace("funding_order", "prepayment_rank: senior, funding_order"),
}


def assert_lines(book: Book) -> None:
    for line in book.checked():
        kernel = book.kernel_values(line)
        size = max(map(abs, kernel))
        expected = pytest.approx(kernel, rel=CLOSE, abs=CLOSE * size + ROUNDING)
        assert line.values[1:] == expected, f"path {book.given.path}: {line.key}"


def assert_outcomes(book: Book) -> None:
    shared = [cell for cell in book.singles if cell.outcome]
    assert len(shared) >= 35
    for cell in shared:
        kernel, value = book.given.outcomes[cell.outcome], cell.value(0)
        if kernel != kernel:
            assert isinstance(value, str), f"path {book.given.path}: {cell.name}"
        else:
            assert value == pytest.approx(kernel, rel=CLOSE, abs=1e-14), cell.name


@pytest.mark.parametrize("case", CASES)
def test_every_line_and_outcome_is_the_kernels(case: str, tmp_path: Path) -> None:
    result = run_of(CASES[case], tmp_path / "run", 256)
    for path in range(24):
        book = operator_book(inputs_of(result, path))
        assert_lines(book)
        assert_outcomes(book)


def test_the_rich_case_has_what_it_is_for(tmp_path: Path) -> None:
    result = run_of(RICH, tmp_path / "run", 256)
    frame = result.outcomes(["default_kind", "balloon", "customer_defaults", "refinancing_gap"])
    first = frame.loc[:23]
    assert (first.default_kind > 0).any()
    assert (first.default_kind == 0).any()
    assert (first.customer_defaults > 0).any()
    assert (first.balloon > first.refinancing_gap).any()
    ledgers = [result.replay(path) for path in range(24)]
    assert any(ledger["cohort.late.sold"].any() for ledger in ledgers)
    assert any(ledger["cohort.late.active"].any() for ledger in ledgers)
    assert any((ledger["customer.other.pressure"] < -1e8).any() for ledger in ledgers)
