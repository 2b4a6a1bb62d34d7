"""Studies on disk that the memo of a run tells of: whole, and of the run's scenario."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskcloud.run import Result, RunRefusedError
from riskcloud.run.identity import identity_of


@contextmanager
def study_errors(option: str, path: Path) -> Iterator[None]:
    """Turn what befalls the reader of a study's file into one line.

    option: that of the command line; the study's command has its name.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise RunRefusedError(
            f"{option}: {path} not found, expected the folder of such a study"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise RunRefusedError(f"{option}: {path} is no study of this version") from None


def refuse_other(option: str, result: Result, digest: str, scenario: str, seed: int) -> None:
    """Raise RunRefusedError for a study of another scenario, or by another version.

    digest, scenario, seed: what the study says of itself.
    """
    expected = identity_of(result.scenario, seed).digest
    if digest != expected:
        raise RunRefusedError(
            f"{option}: the study is of another scenario or version: found digest {digest[:16]}"
            f" ({scenario}), expected {expected[:16]} ({result.scenario.name})"
        )
