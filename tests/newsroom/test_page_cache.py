from pathlib import Path

import pytest

from newsroom import page_cache
from newsroom.page_cache import PageCache

MOST = 12


def test_it_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "COUNTED_EVERY", 4)
    cache = PageCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": MOST}})
    for number in range(5 * MOST):
        cache.set(f"page-{number}", b"made")
        assert cache.get(f"page-{number}") == b"made"
        assert len(list(tmp_path.iterdir())) <= MOST + 4
