"""Pages that were made already, in files that all web processes share."""

import itertools

from django.core.cache.backends.filebased import FileBasedCache

COUNTED_EVERY = 100  # writes of a process

_writes = itertools.count(1)


class PageCache(FileBasedCache):
    """Django's cache in files, which counts them now and then and not at each write.

    With thousands of them, that took as long as making a page. There may be some hundreds more than `MAX_ENTRIES`.
    """

    def _cull(self) -> None:
        if next(_writes) % COUNTED_EVERY == 0:
            super()._cull()  # type: ignore[misc]
