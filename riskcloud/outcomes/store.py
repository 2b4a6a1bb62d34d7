"""Part files in an object store, or anywhere else that fsspec reaches.

A part is one whole put.  A store has no locks: that nobody else writes to the URL is the
user's duty.  What a put that failed has left is found on reading, by the checksums of its
pages.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from riskcloud.outcomes.errors import RunFolderError
from riskcloud.outcomes.places import Stamp, Write

_VERSIONS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")
"""What stores call that which changes with a file's content; the first one there is taken."""


@dataclass(frozen=True)
class Store:
    """A folder of a store, such as ``s3://bucket/tonight``.  Travels to any worker.

    Credentials are the environment's, or fsspec's own settings, on every worker.
    """

    url: str

    def check(self) -> None:
        """Raise RunFolderError for a URL that cannot be reached from here."""
        if urlsplit(self.url).password is not None:
            raise RunFolderError(
                f"{urlsplit(self.url).scheme}: found a password in the URL;"
                " expected it in the environment"
            )
        try:
            files, root = _reached(self.url)
            files.makedirs(root, exist_ok=True)
        except (ImportError, OSError, ValueError) as error:
            raise RunFolderError(f"{self.url}: {' '.join(str(error).split())}") from None

    def below(self, *names: str) -> "Store":
        """The store of a folder in this one."""
        return Store("/".join([self.url.rstrip("/"), *names]))

    def shown(self, name: str) -> str:
        """See Place."""
        return f"{self.url}/{name}"

    @contextmanager
    def putting(self, name: str, write: Write) -> Iterator[None]:
        """See Place: a put is one piece, at the end."""
        content = BytesIO()
        write(content)
        yield
        files, root = _reached(self.url)
        files.makedirs(root, exist_ok=True)
        files.pipe_file(f"{root}/{name}", content.getvalue())

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """See Place."""
        files, root = _reached(self.url)
        with files.open(f"{root}/{name}", "rb") as file:
            yield file

    def stamp(self, name: str) -> Stamp | None:
        """See Place: a hash of the store's own mark of the content, or of the time of change."""
        files, root = _reached(self.url)
        try:
            facts = files.info(f"{root}/{name}")
        except FileNotFoundError:
            return None
        version = next((str(facts[key]) for key in _VERSIONS if facts.get(key)), "")
        digest = hashlib.sha256(version.encode()).hexdigest()
        return Stamp(int(facts["size"]), int(digest[:12], 16))

    def uncache(self, name: str) -> None:
        """See Place: what a put leaves in memory is its file system's own affair."""


@cache
def _reached(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it.  Lists are not kept: workers write too."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ImportError("fsspec is not installed: pip install 'riskcloud[dask]'") from None
    files, root = url_to_fs(url, use_listings_cache=False)
    return files, root.rstrip("/")
