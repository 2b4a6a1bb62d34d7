"""Studies of many runs: operators side by side, what flips a verdict, levers, stresses."""

from riskcloud.study.break_even import BreakEven, Question, breakeven, question_of
from riskcloud.study.comparing import Compared, StudyFailedError, compare
from riskcloud.study.levers import Lever, lever_on, levers_of
from riskcloud.study.sensitivity import sensitivity
from riskcloud.study.statistics import STATISTICS, Trial, trial_of
from riskcloud.study.stressing import stress
from riskcloud.study.variation import MEASURES

__all__ = [
    "MEASURES",
    "STATISTICS",
    "BreakEven",
    "Compared",
    "Lever",
    "Question",
    "StudyFailedError",
    "Trial",
    "breakeven",
    "compare",
    "lever_on",
    "levers_of",
    "question_of",
    "sensitivity",
    "stress",
    "trial_of",
]
