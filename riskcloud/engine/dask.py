"""Workers elsewhere: a pool over dask.distributed, which is an optional extra.

Work and results are pickled, so both are small: a worker writes its own files.  Dask runs
the work of a worker that died on another one, so a piece may be performed twice.
"""

import ipaddress
import logging
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic
from urllib.parse import urlsplit

from riskcloud.engine.pool import PIECES_A_WORKER, Done, PoolLostError, Result, Work

if TYPE_CHECKING:
    from distributed import Client

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
"""How often workers are counted, as some may come late, and the scheduler is missed."""

_CONNECT_SECONDS = 10.0

_LOCAL = {
    "distributed.worker.profile.enabled": False,
    # None takes back what Dask sets: with it every array of a column's size is given back to
    # the system when it is dropped, a third of the time to make the figures.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}
"""Settings of a cluster that does nothing but one batch."""

_TO_COME = {"pending", "lost", "finished"}
"""What Dask calls a piece that is, or was and is again, on its way."""


@dataclass(frozen=True)
class Tls:
    """Files of a scheduler that asks for TLS: authority, certificate and key of this client."""

    ca: str
    cert: str
    key: str


def is_installed() -> bool:
    """Whether the extra is there: ``pip install riskcloud[dask]``."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def local_cluster(workers: int) -> Iterator["Client"]:
    """A client of a new cluster of single-thread processes on this machine's loopback."""
    import dask
    from distributed import Client, LocalCluster

    with (
        dask.config.set(_LOCAL),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,  # what fails is told by the work that failed
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def connected(address: str, tls: Tls | None = None) -> Iterator["Client"]:
    """A client of a scheduler that runs already.  Raises PoolLostError if it cannot be reached."""
    from distributed import Client, Security

    if tls is None and not _is_private(address):
        _log.warning("%s: whoever reads the network reads this batch; use TLS", address)
    security = None
    if tls is not None:
        security = Security(
            tls_ca_file=tls.ca,
            tls_client_cert=tls.cert,
            tls_client_key=tls.key,
            require_encryption=True,
        )
    try:
        client = Client(address, security=security, timeout=_CONNECT_SECONDS)
    except TypeError:  # what Dask has for an encrypted address and no certificate
        raise PoolLostError(f"{address}: asks for TLS; expected CA, certificate and key") from None
    except (OSError, TimeoutError, ValueError) as error:
        raise PoolLostError(f"{address}: no scheduler there: {error}") from None
    with client:
        yield client


def _is_private(address: str) -> bool:
    """Whether nobody else sees what is sent: encrypted, in memory, or over loopback."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme in ("tls", "wss", "inproc"):
        return True
    host = parts.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class DaskPool(Generic[Work, Result]):
    """Performs pieces on the workers of a cluster; see Pool."""

    def __init__(self, client: "Client", perform: Callable[[Work], Result]) -> None:
        self._client = client
        self._perform = perform
        self._numbers = count()
        self._flying: dict[int, tuple[Work, Any]] = {}
        self._ended: SimpleQueue[int] = SimpleQueue()
        self._threads = 1
        self._counted_at = -_LOOK_SECONDS

    @property
    def room(self) -> int:
        if monotonic() - self._counted_at >= _LOOK_SECONDS:
            self._look()
        return PIECES_A_WORKER * self._threads - len(self._flying)

    @property
    def pending(self) -> int:
        return len(self._flying)

    def put(self, work: Work) -> None:
        """See Pool.put."""
        number = next(self._numbers)
        key = f"riskcloud-{id(self)}-{number}"
        future = self._client.submit(self._perform, work, key=key, pure=False)
        self._flying[number] = work, future
        future.add_done_callback(lambda _: self._ended.put(number))

    def take(self, seconds: float) -> Done[Work, Result] | None:
        """See Pool.take."""
        end = monotonic() + seconds
        while True:
            try:
                number = self._ended.get(timeout=_LOOK_SECONDS)
            except Empty:
                self._look()
                if monotonic() >= end:
                    return None
                continue
            work, future = self._flying[number]
            done = self._done(work, future)
            if done is not None:
                del self._flying[number]
                return done
            again = Timer(_LOOK_SECONDS, self._ended.put, (number,))
            again.daemon = True
            again.start()

    def close(self) -> list[Done[Work, Result]]:
        """See Pool.close.  A worker elsewhere finishes what it is at, and its file is whole."""
        futures = [future for _, future in self._flying.values()]
        self._flying.clear()
        if futures and self._client.status == "running":
            self._client.cancel(futures)
        return []

    def _done(self, work: Work, future: Any) -> Done[Work, Result] | None:
        """How a piece ended; None if its worker died with the result: it is performed again."""
        try:
            if future.status == "finished":
                return Done(work, future.result())
        except CancelledError:
            _log.debug("%s: lost while it was fetched", future.key)
        if future.status == "error":
            error = future.exception()
            return Done(work, error=error if isinstance(error, Exception) else OSError(str(error)))
        if future.status in _TO_COME and self._client.status == "running":
            return None
        raise self._lost()

    def _look(self) -> None:
        """Count the workers.  Raises PoolLostError if the scheduler is gone."""
        if self._client.status != "running":
            raise self._lost()
        try:
            threads = self._client.nthreads()
        except OSError:
            raise self._lost() from None
        # Without a worker two pieces wait for the first one.
        self._threads = max(sum(threads.values()), 1)
        self._counted_at = monotonic()

    def _lost(self) -> PoolLostError:
        return PoolLostError("the Dask scheduler is gone; finished blocks are kept")
