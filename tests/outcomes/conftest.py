from pathlib import Path

import pytest
from small_run import COLUMNS, TAGS

from riskcloud.outcomes import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path, TAGS, COLUMNS)
