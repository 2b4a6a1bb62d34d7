"""The operator of a scenario, a section a file."""

from riskcloud.model.operator.operator import Operator

__all__ = ["Operator"]
