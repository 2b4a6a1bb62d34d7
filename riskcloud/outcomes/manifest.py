"""manifest.json: what was run, on what, and how long it took.

The digest covers only what decides the outcomes.  All that varies from run to run of
one scenario (times, host) is here and nowhere else in the folder.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskcloud.outcomes.atomic import write_whole
from riskcloud.outcomes.errors import DamagedError, MismatchError, RunFolderError
from riskcloud.outcomes.identity import Document, Identity, stable_json

_FORMAT = 1
_FIELDS: dict[str, type] = {
    "digest": str,
    "host": dict,
    "identity": dict,
    "packages": dict,
    "paths": int,
    "scenario": dict,
    "timings": dict,
}
_IDENTITY_FIELDS: dict[str, type] = {
    "results_version": int,
    "scenario": dict,
    "seed": int,
    "stream_version": int,
}


@dataclass(frozen=True)
class Manifest:
    """The contents of manifest.json.

    ``scenario`` is whole, after defaults and overrides, names and sources included, for
    people; ``identity`` holds the part of it that the digest covers.  ``packages`` gives
    versions by name, ``timings`` seconds by name, ``host`` any facts of the machine.
    """

    identity: Identity
    scenario: Document
    paths: int
    packages: Mapping[str, str]
    timings: Mapping[str, float]
    host: Mapping[str, Any]

    def write(self, path: Path) -> None:
        """Write to ``path``, whole or not at all."""
        document = {
            "format": _FORMAT,
            "digest": self.identity.digest,
            **vars(self),
            "identity": self.identity.document,
        }
        write_whole(path, stable_json(document))


def read_manifest(path: Path) -> Manifest:
    """Read manifest.json.

    Raises RunFolderError if there is none, DamagedError if it is not what ``write``
    left, MismatchError if another version of its format.
    """
    try:
        document = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise RunFolderError(f"{path}: not found; is {path.parent} a run folder?") from None
    except ValueError as error:
        raise DamagedError(f"{path}: not readable as JSON: {error}") from None
    if not isinstance(document, dict):
        raise DamagedError(f"{path}: found {type(document).__name__}, expected an object")
    version = document.pop("format", None)
    if version != _FORMAT:
        raise MismatchError(f"{path}: found format {version}, expected {_FORMAT}")
    _check_fields(path, "", document, _FIELDS)
    _check_fields(path, "identity.", document["identity"], _IDENTITY_FIELDS)
    return _manifest(path, document)


def _manifest(path: Path, document: dict[str, Any]) -> Manifest:
    identity = Identity(**document.pop("identity"))
    recorded = document.pop("digest")
    if identity.digest != recorded:
        raise DamagedError(
            f"{path}: found digest {recorded}, but its identity gives {identity.digest}"
        )
    return Manifest(identity=identity, **document)


def _check_fields(
    path: Path, prefix: str, found: dict[str, Any], expected: dict[str, type]
) -> None:
    for name in sorted({*found, *expected}):
        if name not in expected:
            raise DamagedError(f"{path}: unknown field {prefix}{name}")
        if name not in found:
            raise DamagedError(f"{path}: field {prefix}{name} is missing")
        if type(found[name]) is not expected[name]:
            kind, wanted = type(found[name]).__name__, expected[name].__name__
            raise DamagedError(f"{path}: field {prefix}{name} is {kind}, expected {wanted}")
