"""What the search for an internal rate found, as codes and as sentences.

The codes travel through the kernels as float64, so a row of them is like any other row.
"""

UNIQUE = 0.0
TOTAL_LOSS = 1.0
NO_OUTLAY = 2.0
MULTIPLE = 3.0
NONE = 4.0
UNDECIDED = 5.0
OUT_OF_RANGE = 6.0

NAMES = {
    UNIQUE: "unique",
    TOTAL_LOSS: "total_loss",
    NO_OUTLAY: "no_outlay",
    MULTIPLE: "multiple",
    NONE: "none",
    UNDECIDED: "undecided",
    OUT_OF_RANGE: "out_of_range",
}

SENTENCES = {
    UNIQUE: "The cash flow has one internal rate of return.",
    TOTAL_LOSS: "Money was paid out and none came back: the rate is -100 % and ranks lowest.",
    NO_OUTLAY: "Nothing was ever paid out, so there is no rate; the path ranks highest.",
    MULTIPLE: "More than one rate solves the cash flow; none of them is reported as the IRR.",
    NONE: "No rate above -100 % a year solves the cash flow.",
    UNDECIDED: "Rounding hides how many rates solve the cash flow (two nearly coincide).",
    OUT_OF_RANGE: "The cash flow is solved only by rates below -99.99 % or above 1,000 % a year.",
}
