"""The version of riskcloud, in every manifest and memo; `pyproject.toml` reads it here."""

__version__ = "0.1.0"
