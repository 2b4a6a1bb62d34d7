"""A scheduler that asks for TLS: its options are passed through; without them, one line."""

import shutil
import subprocess
from pathlib import Path

import pytest
from small_batch import hashes, run, write_plan

from riskcloud.cli.app import run_app

distributed = pytest.importorskip(
    "distributed", reason="SKIPPED: no Dask here; pip install 'riskcloud[dask]' to test it"
)
pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="SKIPPED: no openssl here to make a certificate with"
)


@pytest.fixture
def pem(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate that is its own authority, and its key."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=127.0.0.1",
    ]
    words += ["-addext", "subjectAltName=IP:127.0.0.1"]
    words += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(words, check=True, capture_output=True)
    return certificate, key


def test_a_scheduler_with_tls(
    tmp_path: Path,
    pem: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    certificate, key = map(str, pem)
    security = distributed.Security(
        tls_ca_file=certificate,
        require_encryption=True,
        **{f"tls_{who}_cert": certificate for who in ("client", "scheduler", "worker")},
        **{f"tls_{who}_key": key for who in ("client", "scheduler", "worker")},
    )
    plan, out = write_plan(tmp_path), tmp_path / "out"
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        host="127.0.0.1",
        protocol="tls://",
        security=security,
        dashboard_address=None,
    ) as cluster:
        words = ["batch", str(plan), "--out", str(out), "-q"]
        words += ["--scheduler", cluster.scheduler_address]
        assert run_app(words) == 1
        assert "asks for TLS; expected CA, certificate and key" in capsys.readouterr().err
        assert run_app([*words, "--tls", f"{certificate},nowhere.pem,{key}"]) == 2
        assert "nowhere.pem: not found" in capsys.readouterr().err
        assert run_app([*words, "--tls", f"{certificate},{certificate},{key}"]) == 0
    run(plan, tmp_path / "here")
    assert hashes(out) == hashes(tmp_path / "here")
