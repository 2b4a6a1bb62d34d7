"""Every field of the shipped schema, given wrongly, is refused with its file and line."""

import pytest

from riskcloud.model.reading import ScenarioError, read_yaml
from riskcloud.model.scenario import Scenario
from tests.model.malformed import Bad
from tests.model.test_malformed import LINE
from tests.model.whole_schema import bad_files

FILES = list(bad_files())


def test_there_is_a_file_for_every_field() -> None:
    assert len(FILES) > 400
    assert len({bad.name for bad in FILES}) == len(FILES)


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_refused_at_its_line(bad: Bad) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_yaml(bad.text, Scenario, name="bad.yaml")
    found = [LINE.fullmatch(line) for line in caught.value.lines]
    assert all(found), caught.value.lines
    here = [match[0] for match in found if match and int(match[1]) == bad.line]
    assert any(bad.word in line for line in here), (caught.value.lines, bad.text)
