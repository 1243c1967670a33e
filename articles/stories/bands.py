"""By what the versions of a text find one another among a million others: bands of a MinHash signature.

Two texts that share a part `j` of all their shingles have a band in common with probability 1 - (1 - j³)⁵⁶: .999 for j = .5, .91 for .35,
.0000009 for .0025, which is more than unlike articles share. Method: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

import numpy as np
from numpy.typing import NDArray

from articles.stories.shingles import FEWEST, Numbers, Wording

BANDS = 56
ROWS = 3
SEED = 1  # another one makes other bands: those that are stored would no longer be found

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_LARGEST = np.uint64(2**63 - 1)  # of PostgreSQL's numbers


def bands(wording: Wording) -> tuple[int, ...]:
    """The bands of a wording as positive 63-bit numbers; none of a text too short to be compared."""
    if len(wording) < FEWEST:
        return ()
    rows = signature(wording.shingles).astype(np.uint64).reshape(BANDS, ROWS)
    numbers = np.arange(BANDS, dtype=np.uint64)
    for at in range(ROWS):
        numbers = (numbers + np.uint64(1)) * _FACTOR ^ rows[:, at]
    return tuple((numbers & _LARGEST).tolist())


def signature(shingles: Numbers) -> Numbers:
    """The least of all shingles in each of BANDS * ROWS orders, as the package datasketch has it since version 2: `factor * mixed + shift`."""
    ordered = _mixed(shingles)[:, np.newaxis] * _FACTORS
    ordered += _SHIFTS
    least: Numbers = ordered.min(axis=0)
    return least


def _mixed(numbers: Numbers) -> Numbers:
    """The numbers, one for one, with all their bits mixed: the last step of Appleby's MurmurHash3."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        numbers = (numbers ^ (numbers >> np.uint32(shift))) * np.uint32(factor)
    return numbers ^ (numbers >> np.uint32(16))


def _orders() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Odd factors, and what is added: NumPy promises the same numbers for a seed for ever."""
    lots, count = np.random.RandomState(SEED), BANDS * ROWS
    factors = lots.randint(0, 2**31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, lots.randint(0, 2**32, count, dtype=np.uint32)


_FACTORS, _SHIFTS = _orders()
