"""The golden hash of outcomes, tied to the results version.

python -m tests.whole.golden             what has moved, if anything
python -m tests.whole.golden --write     renew the file, once RESULTS_VERSION is raised
python -m tests.whole.golden --write --unreleased    the same for a version that nobody has
"""

import json
import sys
from pathlib import Path
from typing import Any

from riskcloud.run.versions import RESULTS_VERSION
from tests.whole.frozen import Hashes, hashes

FILE = Path(__file__).parent / "golden.json"
WRITE = "python -m tests.whole.golden --write"
_COLUMNS_NAMED = 8


def stored() -> dict[str, Any]:
    """``results_version`` and ``outcomes``, the hashes of that version."""
    golden: dict[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}
    return golden


def moved(golden: Hashes, found: Hashes) -> str:
    """Which outcomes of which scenario have other values; empty if none."""
    lines = []
    for name in sorted(golden.keys() | found.keys()):
        one, other = golden.get(name, {}), found.get(name, {})
        columns = [key for key in (one | other) if one.get(key) != other.get(key) and key != "all"]
        if columns:
            more = len(columns) - _COLUMNS_NAMED
            rest = f" and {more} more" if more > 0 else ""
            lines.append(f"{name}: {', '.join(columns[:_COLUMNS_NAMED])}{rest}")
        elif one.get("all") != other.get("all"):
            lines.append(f"{name}: the order of its columns")
    return "; ".join(lines)


def fault(golden: dict[str, Any], found: Hashes) -> str:
    """What is wrong and what to do about it; empty if results and version agree."""
    changed = moved(golden.get("outcomes", {}), found)
    if golden.get("results_version") != RESULTS_VERSION:
        return (
            f"golden.json is of results version {golden.get('results_version')}, the program of"
            f" {RESULTS_VERSION}: renew it with `{WRITE}`"
        )
    if changed:
        return (
            f"results changed ({changed}) and the results version did not.  If you meant no"
            " change, mend it.  If you meant it, raise RESULTS_VERSION in"
            f" riskcloud/run/versions.py, run `{WRITE}`, and say in CHANGELOG.md what moves."
        )
    return ""


def main(options: list[str]) -> int:
    found, golden = hashes(), stored()
    wrong = fault(golden, found)
    if "--write" not in options:
        print(wrong or f"as results version {RESULTS_VERSION} has them")
        return 1 if wrong else 0
    same_version = golden.get("results_version") == RESULTS_VERSION
    if wrong and same_version and "--unreleased" not in options:
        print(f"not written: {wrong}\nFor a version that nobody has yet add --unreleased.")
        return 1
    renewed = {"results_version": RESULTS_VERSION, "outcomes": found}
    FILE.write_text(json.dumps(renewed, indent=1) + "\n")
    print(f"{FILE.name}: {wrong or 'no change'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
