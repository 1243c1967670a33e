import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.lines import split_lines


def test_each_line_knows_its_place() -> None:
    text = "One two\n\nThree."
    assert [(line.start, line.end, line.text, line.words) for line in split_lines(text)] == [
        (0, 7, "One two", 2),
        (9, 15, "Three.", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It ended.",
        "Did it?",
        "It did!”",
        "He said (so).",
        "It did…",
        "“It did.”",
        "It is at work. https://example.org/a",
    ],
)
def test_sentences_end(text: str) -> None:
    assert split_lines(text)[0].ends


@pytest.mark.parametrize("text", ["A heading", "A list:", "One, two,", "See https://example.org/a"])
def test_other_lines_do_not(text: str) -> None:
    assert not split_lines(text)[0].ends


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("The end.", True),
        ("Vela buys Norrland Inc.", False),
        ("Vela leaves the U.S.", False),
        ("Why?", False),
    ],
)
def test_a_full_stop_is_not_that_of_an_abbreviation(text: str, stop: bool) -> None:  # noqa: FBT001
    assert split_lines(text)[0].stop is stop


def test_prose_is_a_sentence_of_some_length_or_a_long_line() -> None:
    assert split_lines("The quick company bought the slow one for cash.")[0].prose
    assert split_lines("This is what the companies said on Tuesday:")[0].prose
    assert not split_lines("The quick company bought the slow one for cash")[0].prose
    assert not split_lines("They did.")[0].prose
    assert split_lines("word " * 30)[0].prose


def test_hard_wrapped_paragraphs_become_one_line() -> None:
    wrapped = (
        "Vela buys Norrland\n\n"
        "Vela Systems said on Tuesday that it would\nbuy Norrland Cloud, a rival in the north,\nfor two billion dollars.\n\n"
        "The companies expect to close the deal by\nthe end of the year."
    )
    lines = split_lines(wrapped)
    assert [line.words for line in lines] == [3, 20, 13]
    assert wrapped[lines[1].start : lines[1].end] == lines[1].text


def test_short_lines_that_end_early_stay_apart() -> None:
    assert len(split_lines("One\nTwo\nThree\nFour\nFive\nSix\nSeven and much more than that")) == 7


@given(st.text(alphabet="ab .\n", max_size=300))
def test_lines_cover_the_text_in_order(text: str) -> None:
    at = 0
    for line in split_lines(text):
        assert not text[at : line.start].strip("\n")
        assert text[line.start : line.end] == line.text
        at = line.end
    assert not text[at:].strip("\n")
