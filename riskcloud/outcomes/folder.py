"""The run folder: manifest.json, summary.json, outcomes/part-*.parquet, plots, memo, workbooks.

Where the parts lie in a store, ``outcomes.url`` says so and there is no ``outcomes``.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from riskcloud.columns import OUTCOMES, Column
from riskcloud.outcomes.atomic import remove_stale, write_whole
from riskcloud.outcomes.errors import FULL_DISK, DamagedError, MismatchError, RunFolderError
from riskcloud.outcomes.identity import Document, Identity, stable_json
from riskcloud.outcomes.lock import FolderLock
from riskcloud.outcomes.manifest import Manifest, read_manifest
from riskcloud.outcomes.parts import Parts, PathRange
from riskcloud.outcomes.store import Store

_MANIFEST = "manifest.json"
_SUMMARY = "summary.json"
_PARTS = "outcomes"
_URL = "outcomes.url"
_PLOTS = "plots"
_MEMO, _WORKBOOK = "memo*.*", "workbook-*.xlsx"
_LOCK = "lock.json"

_log = logging.getLogger(__name__)

AnyBlock = TypeVar("AnyBlock", bound=PathRange)


class RunFolder:
    """A run on disk, to read.  ``claim`` gives one to write."""

    def __init__(self, root: Path, columns: tuple[Column, ...] = OUTCOMES) -> None:
        """Raises RunFolderError if ``root`` is not a run folder or its manifest is bad."""
        self.root = root
        self.manifest = read_manifest(root / _MANIFEST)
        tags = _tags(self.manifest.identity)
        self.parts = Parts(root / _PARTS, tags, columns, _store_of(root))

    def read_summary(self) -> dict[str, Any]:
        """The contents of summary.json, which is there once the run is finished."""
        path = self.root / _SUMMARY
        try:
            summary: dict[str, Any] = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise RunFolderError(f"{path}: not found; the run is not finished") from None
        except OSError as error:
            raise RunFolderError(f"{path}: cannot be read: {error.strerror}") from None
        except ValueError as error:
            raise DamagedError(f"{path}: not readable as JSON: {error}") from None
        return summary


class OwnedRunFolder(RunFolder):
    """A run folder that this process has locked, to write."""

    def __init__(self, root: Path, columns: tuple[Column, ...], lock: FolderLock) -> None:
        super().__init__(root, columns)
        self._lock = lock

    def unfinished(self, blocks: Iterable[AnyBlock]) -> list[AnyBlock]:
        """The blocks still to compute: absent, short (paths were raised) or damaged.

        Reads every part there is.  Raises MismatchError for a part of another run.
        """
        return [block for block in blocks if not self._is_done(block)]

    def _is_done(self, block: PathRange) -> bool:
        self.keep_alive()
        try:
            return self.parts.is_done(block)
        except DamagedError as error:
            _log.warning("%s; computed again", error)
            return False

    def keep_alive(self) -> None:
        """Call after every block: other hosts see that this run goes on."""
        self._lock.refresh()

    def tidy(self) -> None:
        """Call when no writer of parts is left: remove what writers that died have left."""
        remove_stale(self.root / _PARTS)

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace manifest.json, as when the run ends and its timings are known."""
        _refuse_other(self.root, self.manifest.identity, manifest.identity)
        manifest.write(self.root / _MANIFEST)
        self.manifest = manifest

    def write_summary(self, summary: Document) -> None:
        """Write summary.json: the same values give the same bytes."""
        self.write_summary_bytes(summary_bytes(summary))

    def write_summary_bytes(self, content: bytes) -> str:
        """Write summary.json as ``summary_bytes`` made it; its SHA-256."""
        write_whole(self.root / _SUMMARY, content)
        return hashlib.sha256(content).hexdigest()


def summary_bytes(summary: Document) -> bytes:
    """The contents of summary.json."""
    return stable_json(summary)


def summary_hash(root: Path) -> str | None:
    """SHA-256 of summary.json as it stands; None where none can be read."""
    try:
        return hashlib.sha256((root / _SUMMARY).read_bytes()).hexdigest()
    except OSError:
        return None


@contextmanager
def claim(
    root: Path,
    manifest: Manifest,
    columns: tuple[Column, ...] = OUTCOMES,
    store: Store | None = None,
) -> Iterator[OwnedRunFolder]:
    """Lock ``root`` for a run, created or resumed, until the end of ``with``.

    store: where the parts of a new run are to lie; those of a resumed one stay.
    Raises LockedError if another process has it, MismatchError if it holds another
    scenario, seed or version, or has its parts elsewhere, RunFolderError if it holds
    something else altogether.
    """
    _refuse_strange(root)
    create(root)
    with FolderLock(root / _LOCK) as lock:
        remove_stale(root)
        remove_stale(root / _PARTS)
        remove_stale(root / _PLOTS)
        _put_manifest(root, manifest)
        _put_parts(root, store)
        yield OwnedRunFolder(root, columns, lock)


def create(folder: Path) -> None:
    """Make a folder and those above it.  Raises RunFolderError, or OSError for a full disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in FULL_DISK:
            raise
        raise RunFolderError(f"{folder}: cannot be created: {error.strerror}") from error


def _put_manifest(root: Path, manifest: Manifest) -> None:
    path = root / _MANIFEST
    if path.exists():
        earlier = read_manifest(path)
        _refuse_other(root, earlier.identity, manifest.identity)
        if earlier.paths != manifest.paths:
            # They show other paths than the manifest is about to name.
            written = (*root.glob(_MEMO), *root.glob(_WORKBOOK))
            for stale in (root / _SUMMARY, *(root / _PLOTS).glob("*.*"), *written):
                stale.unlink(missing_ok=True)
    manifest.write(path)


def _put_parts(root: Path, store: Store | None) -> None:
    """Make room for the parts: a folder, or the note that they are in a store."""
    there = _store_of(root)
    if store is None or there == store:
        if there is None:
            create(root / _PARTS)
        return
    if there is not None or (root / _PARTS).exists():
        found = f"at {there.url}" if there else "in it"
        raise MismatchError(f"{root}: found outcomes {found}, expected outcomes at {store.url}")
    write_whole(root / _URL, store.url.encode())


def _store_of(root: Path) -> Store | None:
    try:
        return Store((root / _URL).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _refuse_other(root: Path, found: Identity, expected: Identity) -> None:
    if found.digest != expected.digest:
        raise MismatchError(
            f"{root}: found a run of digest {found.digest}, expected {expected.digest};"
            f" first difference (found, expected) {found.first_difference(expected)}"
        )


def _refuse_strange(root: Path) -> None:
    """Refuse a folder that holds files but no run: a slip of --out."""
    if root.exists() and not root.is_dir():
        raise RunFolderError(f"{root}: found a file, expected a folder")
    if not root.exists() or (root / _MANIFEST).exists():
        return
    for entry in sorted(root.iterdir()):
        if entry.name not in (_LOCK, _PARTS, _URL) and not entry.name.startswith("."):
            raise RunFolderError(
                f"{root}: found {entry.name} and no {_MANIFEST}, expected a run or no files"
            )


def _tags(identity: Identity) -> dict[str, str]:
    return {
        "riskcloud.digest": identity.digest,
        "riskcloud.stream_version": str(identity.stream_version),
        "riskcloud.results_version": str(identity.results_version),
    }
