"""What runs of characters between spaces hold: nearly all of an article's have been met before, and are looked up."""

from collections.abc import Callable

MOST = 50_000  # runs that are remembered, in some 8 MB
LONGEST = 40  # characters of one that is: longer ones are addresses and the like, and do not come again


class Runs[T](dict[str, T]):
    """What `tell` says of a run, asked once for each; all are forgotten where there are too many."""

    def __init__(self, tell: Callable[[str], T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, run: str) -> T:
        told = self._tell(run)
        if len(self) >= MOST:
            self.clear()
        if len(run) <= LONGEST:
            self[run] = told
        return told
