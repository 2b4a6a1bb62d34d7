"""Hash of outcomes by value: for the golden test, and to compare two machines."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from riskcloud.columns import Column
from riskcloud.outcomes.reading import Chunk


def content_hash(chunks: Iterable[Chunk], columns: Sequence[Column]) -> str:
    """SHA-256, in hexadecimal, over column values in schema order.

    The same for any cut into chunks and any file encoding.  Each column has a hash of
    its values, little-endian, missing ones as zero, and a hash of which are missing;
    the whole is the hash of first path, names, dtypes and these, so that memory stays flat.
    """
    values = [hashlib.sha256() for _ in columns]
    missing = [hashlib.sha256() for _ in columns]
    first = following = None
    for chunk in chunks:
        if first is None or following is None:
            first = following = chunk.first_path
        if chunk.first_path != following:
            raise ValueError(f"chunk starts at path {chunk.first_path}, expected {following}")
        following += chunk.count
        for i, column in enumerate(columns):
            found = chunk.columns[column.name]
            little = np.dtype(column.dtype).newbyteorder("<")
            filled = np.where(found.missing, 0, found.values).astype(little)
            values[i].update(filled.tobytes())
            missing[i].update(found.missing.astype(np.uint8).tobytes())
    whole = hashlib.sha256(f"{first} {following}\n".encode())
    for i, column in enumerate(columns):
        line = f"{column.name} {column.dtype} {values[i].hexdigest()} {missing[i].hexdigest()}\n"
        whole.update(line.encode())
    return whole.hexdigest()
