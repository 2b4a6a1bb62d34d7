"""The run folder: parts, manifest, summary; written whole, read back chunk by chunk."""

from riskcloud.outcomes.content_hash import content_hash
from riskcloud.outcomes.errors import DamagedError, LockedError, MismatchError, RunFolderError
from riskcloud.outcomes.folder import OwnedRunFolder, RunFolder, claim, summary_bytes, summary_hash
from riskcloud.outcomes.identity import Identity
from riskcloud.outcomes.manifest import Manifest
from riskcloud.outcomes.parts import Parts
from riskcloud.outcomes.reading import Chunk, Values, read_chunks, read_frame
from riskcloud.outcomes.store import Store

__all__ = [
    "Chunk",
    "DamagedError",
    "Identity",
    "LockedError",
    "Manifest",
    "MismatchError",
    "OwnedRunFolder",
    "Parts",
    "RunFolder",
    "RunFolderError",
    "Store",
    "Values",
    "claim",
    "content_hash",
    "read_chunks",
    "read_frame",
    "summary_bytes",
    "summary_hash",
]
