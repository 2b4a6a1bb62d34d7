"""Where the workbook comes from, what in it is a value and what a formula."""

from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.sheet import Sheet

NAME = "Provenance"
_DEPTH = (
    "Values: the market's rows on this path (tightness, prices, rates, indices); the operator's"
    " own noise of utilisation and premiums on price lists; the path's events: when an order by"
    " rule is placed, when a tenant defaults or renegotiates and the price against that expected,"
    " when operations end.",
    "Formulas: everything else, down to internal rates, present values, payback and cover.",
    "A changed input moves what formulas make of it. It does not redraw the market, and does not"
    " move the events: a cost at which the fleet would be abandoned earlier leaves it open here."
    " Another run answers that.",
    "Cover below or above a covenant, defaults on the loan and its enforcement are formulas.",
    "NPV is at month 0; flows fall at the ends of months; internal rates of a month r are shown"
    " as (1+r)^12-1.",
)


def write_provenance(sheet: Sheet, given: WorkbookInputs) -> None:
    """Scenario, digest, seed, path, versions, how to make it again."""
    styles, run = sheet.styles, given.run
    sheet.text(0, 0, "Provenance", styles.title)
    rows = (
        ("scenario", run.scenario),
        ("digest", run.digest),
        ("seed", str(run.seed)),
        ("path", str(given.path)),
        ("paths of the run", f"{run.paths:,}"),
        ("versions", given.versions),
        *(("to make it again", line) for line in given.commands),
    )
    for row, (label, text) in enumerate(rows, start=2):
        sheet.text(row, 0, label, styles.of(bold=True))
        sheet.text(row, 1, text)
    first = 3 + len(rows)
    sheet.text(first, 0, "What is live", styles.of(bold=True))
    for row, sentence in enumerate(_DEPTH, start=first):
        sheet.raw.write_string(row, 1, sentence, styles.wrapped)
    sheet.raw.set_column(0, 0, 22)
    sheet.raw.set_column(1, 1, 110)
