"""Where the workbook comes from, what in it is a value and what a formula."""

from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.sheets.sheet import Sheet

_A_LINE = 100
"""Characters that fit beside each other."""
_DEPTH = (
    "Values: the market's rows on this path (tightness, prices, rates, indices); the operator's"
    " own noise of utilisation and its premiums on price lists; and the path's events: the month"
    " of an order by rule, the months in which a tenant defaults or renegotiates and the market"
    " price against the one expected then, and the month in which operations end.",
    "Formulas: everything else. Orders, deliveries and outlays; contracts, prepayments, rental,"
    " model calls and platform; power, rent and all other costs; residual values; both tax"
    " ledgers; sizing of loan and equity, drawing, interest, waterfall, reserve, sweep, covenants,"
    " cures, refinancing, default and recovery; NPV, payback, internal rates, DSCR, LLCR.",
    "A changed input moves what formulas make of it. It neither redraws the market nor moves the"
    " events: a cost at which the fleet would be abandoned earlier leaves it open here, and a"
    " yellow cell of the market does not move the market's rows. Another run answers that.",
    "Which chip, region or cohort is whose, the number of items, flags such as by_rule or"
    " at_market and the horizon are built in.",
    "NPV is at month 0, flows fall at the ends of months. A rate of return is found where the"
    " sheet Profile shows the one change of sign, by IRR from there and one step of Newton's"
    " method; a month's rate r is shown as (1+r)^12-1. The grid counts changes of sign; the kernel"
    " certifies the number of rates.",
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
        ("to make it again", "save the lines of the sheet Scenario as scenario.json, then"),
        *(("", line) for line in given.commands),
    )
    for row, (label, text) in enumerate(rows, start=2):
        sheet.text(row, 0, label, styles.of(bold=True))
        sheet.text(row, 1, text)
    first = 3 + len(rows)
    sheet.text(first, 0, "What is live", styles.of(bold=True, valign="top"))
    for row, sentence in enumerate(_DEPTH, start=first):
        sheet.raw.write_string(row, 1, sentence, styles.wrapped)
        sheet.raw.set_row(row, 14 * (1 + len(sentence) // _A_LINE))
    sheet.raw.set_column(0, 0, 22)
    sheet.raw.set_column(1, 1, 110)
