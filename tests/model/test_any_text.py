"""No text whatever gets past the reader as anything but a scenario or a ScenarioError."""

from hypothesis import given
from hypothesis import strategies as st

from riskcloud.model.reading import ScenarioError, read_yaml
from tests.model.small_scenario import Scenario

WORDS = """operator: cost: market: tightness: volatility: customers: id: file: run: paths: min:
triangular: - ? , { } [ ] & * ! | > ' " % @ # <<: --- ... 1e9 .nan ~ a 3 2026-11-01 %YAML"""
PIECES = st.sampled_from(WORDS.split())
SPACES = st.sampled_from(["", " ", "\n", "\n  ", "\n    ", "\t", "\x85", "\ufeff"])
BROKEN = st.lists(st.tuples(PIECES, SPACES), max_size=30).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)


def lines_of(text: str, overrides: list[str]) -> list[str]:
    """The lines of the refusal; none if the text is a scenario."""
    try:
        read_yaml(text, Scenario, overrides)
    except ScenarioError as error:
        return error.lines
    return []


@given(st.one_of(st.text(), BROKEN))
def test_any_file_is_read_or_refused_in_plain_lines(text: str) -> None:
    lines = lines_of(text, [])
    assert all(line.isprintable() and ", expected " in line for line in lines)


@given(st.one_of(st.text(), BROKEN))
def test_any_override_is_taken_or_refused_in_plain_lines(text: str) -> None:
    lines = lines_of("operator: {cost: 3}", [f"operator={text}"])
    assert all(line.isprintable() and ", expected " in line for line in lines)
