"""What of a scenario decides its outcomes: the identity that the digest covers."""

from typing import Any

from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import Identity
from riskcloud.run.versions import RESULTS_VERSION, STREAM_VERSION

_WORDS = ("name", "source", "comment")
"""Fields for people, anywhere in a scenario."""


def identity_of(scenario: Scenario, seed: int) -> Identity:
    """Identity of a run of ``scenario`` under ``seed``, for any number of paths and threads."""
    document = scenario_document(scenario)
    # Of the settings only the horizon changes a path, stated or by default.
    document["run"] = {"horizon_months": scenario.horizon}
    return Identity(
        scenario=_without_words(document),
        seed=seed,
        stream_version=STREAM_VERSION,
        results_version=RESULTS_VERSION,
    )


def scenario_document(scenario: Scenario) -> dict[str, Any]:
    """The scenario after defaults and overrides, as plain JSON values."""
    document: dict[str, Any] = scenario.model_dump(mode="json")
    return document


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_words(one) for key, one in value.items() if key not in _WORDS}
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    return value
