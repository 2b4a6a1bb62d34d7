"""Studies: many runs that answer one question."""

from riskcloud.study.break_even import BreakEven, Question, breakeven, question_of
from riskcloud.study.levers import Lever, lever_on, levers_of
from riskcloud.study.variation import MEASURES

__all__ = [
    "MEASURES",
    "BreakEven",
    "Lever",
    "Question",
    "breakeven",
    "lever_on",
    "levers_of",
    "question_of",
]
