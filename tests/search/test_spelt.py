from pathlib import Path

import pytest

from articles.search.schema import analyser, plain_analyser
from articles.search.spelt import begins, is_near

SAMPLE = Path(__file__).parents[2] / "articles" / "sample"


def stem(word: str) -> str:
    (only,) = analyser().analyze(word)
    return only


def test_every_word_is_found_by_each_of_its_beginnings() -> None:
    texts = (it.read_text(errors="replace") for it in SAMPLE.rglob("*.txt"))
    words = {word for text in texts for word in plain_analyser().analyze(text)}
    assert len(words) > 2000
    missed = [(it, it[:end]) for it in words for end in range(2, len(it)) if not begins(stem(it), it[:end])]
    assert missed == []


@pytest.mark.parametrize(
    ("word", "beginning"),
    [("universe", "university"), ("companion", "company"), ("newest", "newer"), ("operate", "operetta")],
)
def test_a_word_is_not_found_by_how_another_begins(word: str, beginning: str) -> None:
    assert not begins(stem(word), beginning)


@pytest.mark.parametrize(
    ("word", "written"),
    [("microsoft", "microsft"), ("management", "managment"), ("acquisition", "aquisition")],
)
def test_a_slip_is_near_what_was_meant(word: str, written: str) -> None:
    assert is_near(stem(word), written, 1)
    assert not is_near(stem(word), written[::-1], 2)
