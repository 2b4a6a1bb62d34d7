"""Part files: the outcomes of one block, one Parquet file with one row group.

Encodings are chosen for speed: BYTE_STREAM_SPLIT puts the bytes of equal weight of a
column of floats together, which zstd packs well, at level -10 in two thirds of the time
that level 1 takes, for 3 % more bytes; a dictionary of values that never repeat costs three
times the rest.  Pages carry a CRC, so that a flipped bit is found on reading.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from riskcloud.columns import OUTCOMES, Column
from riskcloud.outcomes.errors import DamagedError, MismatchError
from riskcloud.outcomes.places import LocalPlace, Place, Stamp
from riskcloud.outcomes.schema import PATH, arrow_array, arrow_schema, plain_array, plain_values
from riskcloud.outcomes.store import Store

_DIGITS = 12


class PathRange(Protocol):
    """Consecutive paths that share a part: the engine's Block is one."""

    @property
    def first_path(self) -> int: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True)
class Parts:
    """The part files of one run.  Plain values only, so it travels to any worker.

    ``folder`` holds the parts, unless a ``store`` does; ``tags`` (digest and versions) are
    written into each part and must be found in it again.
    """

    folder: Path
    tags: dict[str, str]
    columns: tuple[Column, ...] = OUTCOMES
    store: Store | None = None

    def path(self, first_path: int) -> Path:
        """A part of the folder, zero-padded so that names sort as paths do."""
        return self.folder / _name(first_path)

    def stamp(self, first_path: int) -> Stamp | None:
        """Size and mark of change of a part; None without it."""
        return self._place.stamp(_name(first_path))

    def uncache(self, first_path: int) -> None:
        """Call for a part that nobody will read soon: its place in memory is for the next one.

        New memory for every part costs a twentieth of the time that simulates it.
        """
        self._place.uncache(_name(first_path))

    @property
    def _place(self) -> Place:
        return self.store or LocalPlace(self.folder)

    def write(self, first_path: int, outcomes: np.ndarray) -> None:
        """Write one part, whole or not at all: as `writing`, with nothing done meanwhile."""
        with self.writing(first_path, outcomes):
            pass

    @contextmanager
    def writing(self, first_path: int, outcomes: np.ndarray) -> Iterator[None]:
        """Write one part, whole or not at all; the caller goes on while the disk takes it.

        The part is there on leaving, and not if the caller fails.
        ``outcomes[column, path]`` is float64, one row a column in declared order, one
        value a path from ``first_path``; NaN is a missing value.
        """
        _check_shape(outcomes, len(self.columns))
        count = outcomes.shape[1]
        paths = plain_array(np.arange(first_path, first_path + count, dtype=np.int64))
        rows = [arrow_array(c, row) for c, row in zip(self.columns, outcomes, strict=True)]
        table = pa.table([paths, *rows], schema=arrow_schema(self.columns, self.tags))
        with self._place.putting(_name(first_path), partial(_write, table)):
            yield

    def is_done(self, block: PathRange) -> bool:
        """Whether the block's part is there with at least its paths.

        A longer part will do: the first n paths of a longer run are the n-path run.
        Reads the whole part.  Raises DamagedError or MismatchError for a bad one.
        """
        if self.stamp(block.first_path) is None:
            return False
        with self._opened(block.first_path) as part:
            if part.metadata.num_rows < block.count:
                return False
            paths, _ = plain_values(part.read([PATH])[PATH])
            if not np.array_equal(paths, block.first_path + np.arange(len(paths))):
                shown = self._place.shown(_name(block.first_path))
                raise DamagedError(f"{shown}: paths out of order")
            for column in self.columns:
                part.read([column.name])
        return True

    def read(self, block: PathRange, names: Sequence[str]) -> pa.Table:
        """The block's rows of the named columns, in the order of ``names``.

        Raises DamagedError or MismatchError for a bad part, an absent or a short one.
        """
        with self._opened(block.first_path) as part:
            table = part.read(list(names)).select(list(names))
        if len(table) < block.count:
            shown = self._place.shown(_name(block.first_path))
            raise DamagedError(f"{shown}: found {len(table)} paths, expected {block.count}")
        return table.slice(0, block.count)

    @contextmanager
    def _opened(self, first_path: int) -> Iterator[pq.ParquetFile]:
        """Open a part, check that it is one of this run's; name it in whatever goes wrong."""
        name = _name(first_path)
        path = self._place.shown(name)
        try:
            with (
                self._place.opened(name) as source,
                pq.ParquetFile(source, page_checksum_verification=True) as part,
            ):
                self._check(path, part)
                yield part
        except FileNotFoundError:
            raise DamagedError(f"{path}: not found") from None
        except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: names not UTF-8
            first_line = str(error).partition("\n")[0]
            raise DamagedError(f"{path}: not readable: {first_line}") from error

    def _check(self, path: str, part: pq.ParquetFile) -> None:
        found = {k.decode(): v.decode() for k, v in (part.schema_arrow.metadata or {}).items()}
        for tag, expected in self.tags.items():
            if found.get(tag) != expected:
                raise MismatchError(f"{path}: found {tag} {found.get(tag)}, expected {expected}")
        expected_schema = arrow_schema(self.columns, {})
        if not part.schema_arrow.equals(expected_schema):
            raise MismatchError(f"{path}: {_schema_difference(part.schema_arrow, expected_schema)}")


def _write(table: pa.Table, target: Path | BinaryIO) -> None:
    """Write a part: one row group, its pages whole columns."""
    pq.write_table(
        table,
        target,
        row_group_size=len(table),
        write_batch_size=len(table),
        compression="zstd",
        compression_level=-10,
        use_dictionary=False,
        column_encoding=_encodings(table.schema),
        write_statistics=False,
        write_page_checksum=True,
    )


def _name(first_path: int) -> str:
    return f"part-{first_path:0{_DIGITS}}.parquet"


def _check_shape(outcomes: np.ndarray, columns: int) -> None:
    if outcomes.dtype != np.float64 or outcomes.ndim != 2 or outcomes.shape[0] != columns:
        found = f"{outcomes.dtype} {outcomes.shape}"
        raise ValueError(f"outcomes: found {found}, expected float64 ({columns}, paths)")


def _encodings(schema: pa.Schema) -> dict[str, str]:
    """Floats split by byte, whole numbers as differences: each the faster for its kind."""
    return {
        field.name: "BYTE_STREAM_SPLIT"
        if pa.types.is_floating(field.type)
        else "DELTA_BINARY_PACKED"
        for field in schema
    }


def _schema_difference(found: pa.Schema, expected: pa.Schema) -> str:
    for one, other in zip(found, expected, strict=False):
        if not one.equals(other):
            return f"found column {one.name} {one.type}, expected {other.name} {other.type}"
    return f"found {len(found)} columns, expected {len(expected)}"
