"""Any damage to any file of an index is seen."""

import random
from pathlib import Path

import pytest

from articles.search.criteria import Criteria
from articles.search.engine import IndexUnavailableError
from articles.search.indexer import Indexer, catch_up
from articles.search.integrity import END, damaged
from articles.search.store import SUSPECT_FILE, Store
from articles.search.understanding import understand
from tests import factories
from tests.index import Index
from tests.search.test_indexer import settle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def generation(index: Index) -> Path:
    """An index of two segments and some deletions."""
    for at in range(30):
        factories.article(
            f"Title {at}", f"A body with the word{at}.", companies=(factories.company(f"Firm {at}"),)
        )
    index.refresh()
    factories.article().delete()
    settle(index)
    found = Store(index.folder).current()
    assert found
    return found


def files(generation: Path) -> list[Path]:
    return [it for it in sorted(generation.iterdir()) if len(it.name.split(".")[0]) == 32]


def body(file: bytes) -> bytes:
    """What the checksum at the end of the file is of."""
    length, _ = END.unpack(file[-END.size :])
    return file[: -END.size - length]


def test_a_sound_index_is_sound(generation: Path) -> None:
    assert len(files(generation)) > 5
    assert damaged(generation) is None


def test_a_changed_byte_or_a_cut_end_is_seen_in_every_file(generation: Path) -> None:
    lots = random.Random(11)  # noqa: S311 - no secret
    for path in files(generation):
        before = path.read_bytes()
        for at in (0, len(body(before)) - 1, len(before) - 1, lots.randrange(len(body(before)))):
            path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
            assert damaged(generation) == path.name, (path, at)
        for length in (0, 5, len(before) // 2, len(before) - 1):
            path.write_bytes(before[:length])
            assert damaged(generation) == path.name, (path, length)
        path.write_bytes(before)
    assert damaged(generation) is None


def test_damage_that_only_a_search_meets_is_mended_by_itself(index: Index, generation: Path) -> None:
    stores = [it for it in files(generation) if it.suffix == ".store"]
    assert stores
    for path in stores:
        whole = path.read_bytes()
        texts = len(body(whole)) // 3
        path.write_bytes(b"\xff" * texts + whole[texts:])
    assert catch_up() == 0
    criteria = Criteria(words=understand("word7").node)
    with pytest.raises(IndexUnavailableError, match="damaged"):
        index.engine.search(criteria)
    assert catch_up() > 0
    assert index.engine.search(criteria).total == 1
    assert damaged(Store(index.folder).current() or Path()) is None


def test_a_failed_search_over_a_sound_index_rebuilds_nothing(index: Index, generation: Path) -> None:
    (generation / SUSPECT_FILE).touch()
    with Indexer() as indexer:
        assert indexer.catch_up() == 0
    assert Store(index.folder).current() == generation
    assert not (generation / SUSPECT_FILE).exists()
