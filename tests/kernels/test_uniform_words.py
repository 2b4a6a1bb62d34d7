"""From words to uniforms: exact, strictly between 0 and 1, symmetric about one half."""

import numpy as np

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.random.uniforms import uniform_of_two_words, uniform_of_word

TOP = 2**32 - 1


@kernel
def one_word(word, out):
    for i in range(word.size):
        out[i] = uniform_of_word(word[i])


@kernel
def two_words(high, low, out):
    for i in range(high.size):
        out[i] = uniform_of_two_words(high[i], low[i])


def from_words(*words):
    words = [np.array(w, dtype=np.uint64, ndmin=1) for w in words]
    out = np.empty(words[0].size)
    (one_word if len(words) == 1 else two_words)(*words, out)
    return out


def test_one_word_at_the_ends_and_in_between():
    words = np.concatenate([[0, 1, 2**31 - 1, 2**31, TOP], np.arange(0, TOP, 999_983)])
    got = from_words(words)
    assert np.array_equal(got, (words + 0.5) / 2.0**32)
    assert got[0] == 2.0**-33
    assert got[4] == 1.0 - 2.0**-33


def test_two_words_stay_inside_the_open_interval():
    got = from_words([0, TOP, 2**31, 0], [0, TOP, 0, 2**12])
    assert got.tolist() == [2.0**-53, 1.0 - 2.0**-53, 0.5 + 2.0**-53, 1.5 * 2.0**-52]


def test_two_words_are_52_exact_bits():
    rng = np.random.default_rng(3)
    high, low = rng.integers(0, 2**32, (2, 10_000), dtype=np.uint64)
    twice = [2 * (int(h) << 20 | int(w) >> 12) + 1 for h, w in zip(high, low, strict=True)]
    assert (from_words(high, low) * 2.0**53).astype(np.int64).tolist() == twice


def test_complement_of_the_words_is_the_complement_of_the_uniform():
    rng = np.random.default_rng(4)
    high, low = rng.integers(0, 2**32, (2, 1_000), dtype=np.uint64)
    assert np.array_equal(from_words(TOP - high), 1.0 - from_words(high))
    assert np.array_equal(from_words(TOP - high, TOP - low), 1.0 - from_words(high, low))
