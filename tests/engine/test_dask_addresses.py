"""Which addresses of a scheduler are private; needs no Dask."""

import pytest

from riskcloud.engine import dask

PRIVATE = ["tcp://127.0.0.1:8786", "127.0.0.1:8786", "tcp://[::1]:8786", "localhost:1", "tls://x:1"]
PUBLIC = ["tcp://10.0.0.5:8786", "head.cluster:8786", "ws://head:80", "tcp://0.0.0.0:1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_loopback_and_tls_are_private(address: str) -> None:
    assert dask._is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_plain_text_over_a_network_is_not(address: str) -> None:
    assert not dask._is_private(address)
