"""By what the versions of a text find one another among a million others: bands of a MinHash signature.

Two texts that share a part `j` of all their shingles have a band in common with probability 1 - (1 - j³)⁵⁶: .999 for j = .5, .91 for .35,
.0000009 for .0025, which is more than unlike articles share. Method: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from articles.stories.shingles import FEWEST, Wording

if TYPE_CHECKING:
    from datasketch import MinHash

BANDS = 56
ROWS = 3
SEED = 1  # another one makes other bands: those that are stored would no longer be found

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_LARGEST = np.uint64(2**63 - 1)  # of PostgreSQL's numbers


def bands(wording: Wording) -> tuple[int, ...]:
    """The bands of a wording as positive 63-bit numbers; none of a text too short to be compared."""
    if len(wording) < FEWEST:
        return ()
    made = _empty().copy()
    made.update_batch(wording.shingles.tolist())
    rows = np.asarray(made.hashvalues, np.uint64).reshape(BANDS, ROWS)
    numbers = np.arange(BANDS, dtype=np.uint64)
    for at in range(ROWS):
        numbers = (numbers + np.uint64(1)) * _FACTOR ^ rows[:, at]
    return tuple((numbers & _LARGEST).tolist())


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash  # noqa: PLC0415 -- brings much of SciPy, which a web process never needs

    return MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)
