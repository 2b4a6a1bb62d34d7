"""Studies of many runs: operators side by side, and what it takes to flip a verdict."""

from riskcloud.study.break_even import BreakEven, Question, breakeven, question_of
from riskcloud.study.comparing import Compared, StudyFailedError, compare
from riskcloud.study.levers import Lever, lever_on, levers_of
from riskcloud.study.variation import MEASURES

__all__ = [
    "MEASURES",
    "BreakEven",
    "Compared",
    "Lever",
    "Question",
    "StudyFailedError",
    "breakeven",
    "compare",
    "lever_on",
    "levers_of",
    "question_of",
]
