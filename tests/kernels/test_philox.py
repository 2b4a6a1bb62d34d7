"""Philox4x32-10: known answers, and the kernel against the readable twin."""

import numpy as np
import pytest

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.random.philox import address_words, philox_words
from tests.reference import philox as reference

# Random123, tests/kat_vectors: counter, key, words.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000",
     "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff",
     "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0",
     "d16cfe09 94fdcceb 5001e420 24126ea1"),
]  # fmt: skip


@kernel
def words_at_counter(counter, key, out):
    out[0], out[1], out[2], out[3] = philox_words(
        counter[0], counter[1], counter[2], counter[3], key[0], key[1]
    )


@kernel
def words_at_address(seed, path, month, item, stream, out):
    out[0], out[1], out[2], out[3] = address_words(seed, path, month, item, stream)


def from_hex(text):
    return np.array([int(word, 16) for word in text.split()], dtype=np.uint64)


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN_ANSWERS)
def test_known_answers(counter, key, words):
    counter, key, words = map(from_hex, (counter, key, words))
    out = np.zeros(4, dtype=np.uint64)
    words_at_counter(counter, key, out)
    assert np.array_equal(out, words)
    assert np.array_equal(reference.philox(counter, tuple(key.tolist())), words)


def test_every_field_of_the_address_reaches_its_place():
    rng = np.random.default_rng(7)
    out = np.zeros(4, dtype=np.uint64)
    for _ in range(300):
        seed, path = (int(v) for v in rng.integers(0, 2**64, 2, dtype=np.uint64))
        month, item = (int(v) for v in rng.integers(0, 2**16, 2))
        stream = int(rng.integers(0, 2**32))
        words_at_address(np.uint64(seed), np.uint64(path), month, item, stream, out)
        assert np.array_equal(out, reference.words(seed, [path], month, item, stream)[0])


def test_each_bit_of_the_address_turns_half_of_the_output():
    base = reference.philox(np.zeros(4), (0, 0))
    bits = [1 << k for k in range(32)]
    flipped = [reference.philox(np.eye(4, dtype=np.uint64)[f] * b, (0, 0)) for f in range(4)
               for b in map(np.uint64, bits)]  # fmt: skip
    flipped += [reference.philox(np.zeros(4), key) for b in bits for key in ((b, 0), (0, b))]
    changed = [sum(int(w).bit_count() for w in words ^ base) for words in flipped]
    assert min(changed) > 35  # of 128, 64 expected, 5 standard deviations below
    assert abs(np.mean(changed) - 64.0) < 5.0 * np.sqrt(32.0 / len(changed))
