"""The workbook of a path, from finished values to the bytes of a file."""

from datetime import UTC, datetime
from io import BytesIO

from riskcloud.report.workbook.formulas.book import MARKET, PROFILE
from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.ledger.operator import operator_book
from riskcloud.report.workbook.sheets.chart import cumulative_chart
from riskcloud.report.workbook.sheets.figures import write_path
from riskcloud.report.workbook.sheets.inputs import write_inputs
from riskcloud.report.workbook.sheets.monthly import KERNEL, write_kernel, write_monthly
from riskcloud.report.workbook.sheets.provenance import write_provenance
from riskcloud.report.workbook.sheets.scenario import write_scenario
from riskcloud.report.workbook.sheets.sheet import Sheet
from riskcloud.report.workbook.sheets.stresses import write_stresses
from riskcloud.report.workbook.sheets.styles import Styles
from riskcloud.report.workbook.sheets.summary import write_summary

_NOTES = {
    MARKET: "Values: what the path brings along, as riskcloud replay has it.",
    PROFILE: "Present value of the flows at each rate: where it changes sign is an internal rate.",
}
_LIVE = "One formula down each column, for every month."
_ORDER = ("Ledger", "Tax", "Debt", "Returns", "Cohorts", "Customers", MARKET, PROFILE)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""In the file's properties: the same inputs give the same bytes."""


def workbook(given: WorkbookInputs) -> bytes:
    """An xlsx file.  Raises ModuleNotFoundError without the package XlsxWriter."""
    import xlsxwriter

    from riskcloud.report.workbook.sheets.plain_worksheet import PlainWorksheet

    book = operator_book(given)
    made = BytesIO()
    file = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False})
    file.worksheet_class = PlainWorksheet
    file.set_properties({"title": f"path {given.path}", "created": _MADE})
    styles = Styles(file)
    file.set_calc_mode("auto")
    summary = Sheet(file, styles, "Summary")
    write_summary(summary, book)
    summary.raw.insert_chart("G4", cumulative_chart(file, book))
    write_inputs(Sheet(file, styles, "Inputs"), file, book)
    write_path(Sheet(file, styles, "Path"), file, book)
    for name in _ORDER:
        if book.sheets.get(name):
            note = _NOTES.get(name, _LIVE)
            write_monthly(Sheet(file, styles, name), book, book.sheets[name], note)
    if given.stresses:
        write_stresses(Sheet(file, styles, "Stresses"), book)
    write_kernel(Sheet(file, styles, KERNEL), book)
    write_provenance(Sheet(file, styles, "Provenance"), given)
    write_scenario(Sheet(file, styles, "Scenario"), given.scenario)
    file.close()
    return made.getvalue()
