"""Values as a scenario file gives them."""

from typing import Any

from riskcloud.model.base import Part
from riskcloud.model.distributions import Distribution


def plain(value: Any) -> Any:
    """A number, part or list as mappings, lists and scalars."""
    if isinstance(value, Distribution):
        return value.in_file()
    if isinstance(value, Part):
        return value.model_dump()
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def in_yaml(value: Any) -> str:
    """Plain ``value`` on one line of YAML, numbers to 12 digits; for people to read."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_yaml(one) for one in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:.12g}" if isinstance(value, float) else str(value)
