"""The sentences of a memo in one language, by key."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A table of sentences with named gaps, in the form of `str.format`.

    code: as in HTML's ``lang``.  What fills a gap is never read as a form itself.
    """

    code: str
    sentences: Mapping[str, str]

    def say(self, key: str, **gaps: str) -> str:
        """The sentence of a key.  Raises KeyError for a key or a gap that is not there."""
        return self.sentences[key].format(**gaps)
