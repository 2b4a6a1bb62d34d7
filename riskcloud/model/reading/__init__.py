"""Scenario files: YAML in, a checked scenario or one line a fault out."""

from riskcloud.model.reading.errors import ScenarioError
from riskcloud.model.reading.reading import read, read_yaml

__all__ = ["ScenarioError", "read", "read_yaml"]
