"""What is told of a text run by run is what is told of it as a whole, however little is remembered."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import runs
from articles.text.article import Block, BlockKind, ParsedArticle
from articles.text.boilerplate import fold
from articles.text.excerpts import word_count
from articles.text.runs import Runs

texts = st.text(st.sampled_from("Aßİ 9_.-’'&@\n\t\x1f\u00a0\u2028é中\u0301Σ") | st.characters(), max_size=60)


@given(texts)
def test_words_are_counted_as_in_the_whole_text(text: str) -> None:
    article = ParsedArticle(text, "", (), None, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert word_count(article) == len(re.findall(r"\w+(?:[’'.-]\w+)*", text))


@given(texts)
def test_lines_are_folded_as_whole_ones(text: str) -> None:
    assert fold(text) == " ".join(re.findall(r"[\w’&@+-]+", text.lower().replace("'", "’")))


def test_little_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST", 2)
    lengths = Runs(len)
    assert [lengths[it] for it in ("a", "bb", "a", "ccc", "a" * 50)] == [1, 2, 1, 3, 50]
    assert set(lengths) == {"ccc"}
