import re

import pytest
from django.core.management import CommandError, call_command

from articles.search.criteria import Criteria
from articles.search.indexer import REBUILD_LOCK
from articles.search.store import Lock
from tests import factories
from tests.index import Index


def test_the_index_is_built_and_the_closing_sentence_counts(
    index: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.article()
    call_command("rebuild_index")
    said = capsys.readouterr().out
    assert re.fullmatch(
        r"Built the search index: 1 article in [\d.]+ seconds, [\d,]+ articles a second\.\n", said
    )
    assert index.engine.search(Criteria()).total == 1


def test_a_second_rebuild_is_refused_in_words(index: Index) -> None:
    lock = Lock(index.folder / REBUILD_LOCK)
    assert lock.take()
    with pytest.raises(CommandError, match="Another process is building the search index"):
        call_command("rebuild_index")
    lock.release()
