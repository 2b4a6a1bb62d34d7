"""The sentences of a memo in one language, by key, and the words that come with figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Language:
    """A table of sentences with named gaps, in the form of `str.format`.

    code: as in HTML's ``lang``.  What fills a gap is never read as a form itself.
    terms: labels, units and cautions as the run has them, and what they are called here.
    """

    code: str
    sentences: Mapping[str, str]
    terms: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **gaps: str) -> str:
        """The sentence of a key.  Raises KeyError for a key or a gap that is not there."""
        return self.sentences[key].format(**gaps)

    def term(self, words: str) -> str:
        """A label or unit in this language; as it stands where it has no other name.

        Of the labels that a study puts together, "P(event)" and "column, statistic", each part
        is named on its own; a part without a name, such as an id, stays.
        """
        if words in self.terms:
            return self.terms[words]
        if words.startswith("P(") and words.endswith(")"):
            return self.say("event", label=self.term(words[2:-1]))
        label, comma, name = words.rpartition(", ")
        if comma and label in self.terms:
            return self.say("figure_of", label=self.terms[label], name=self.term(name))
        return words
