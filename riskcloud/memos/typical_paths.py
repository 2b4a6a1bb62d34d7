"""Three real paths beside a memo: each ledger as a table, their cash as a picture."""

from collections.abc import Mapping

from riskcloud.report.typical_paths import typical_paths
from riskcloud.risk.typical import PathCash
from riskcloud.run import Result

STEM = "memo"


def typical_files(result: Result) -> Mapping[str, bytes]:
    """Contents by name; none where the tail has too few paths for an anatomy."""
    anatomy = result.anatomy()
    if anatomy is None:
        return {}
    files, cash = {}, []
    for one in anatomy.typical:
        ledger = result.replay(one.path)
        files[f"{STEM}-path-{one.kind}-{one.path}.csv"] = ledger.to_csv().encode()
        flows = (ledger[f"{owner}_flow"].to_numpy().cumsum() for owner in ("equity", "project"))
        cash.append(PathCash(one.kind, one.path, one.value, *flows))
    for name, content in typical_paths(result.summary, cash).files():
        files[f"{STEM}-{name}"] = content
    return files
