"""Beside a memo: three real paths, their ledgers and cash, and the anatomy as a picture."""

from collections.abc import Mapping

from riskcloud.report.tail_anatomy import tail_anatomy_picture
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
    for picture in (
        typical_paths(result.summary, cash),
        tail_anatomy_picture(result.summary, anatomy),
    ):
        files |= {f"{STEM}-{name}": content for name, content in picture.files()}
    return files
