from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import NotAnArticleError
from articles.text.decode import MAX_BYTES, SAMPLE_BYTES, _sample, decode

TEXT = "“Café” isn’t closed, said Zoë – not yet."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_decodes_western_text_in_any_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_decodes_other_scripts_by_a_sample() -> None:
    text = "Компания объявила о покупке. Это крупнейшая сделка года, говорят аналитики рынка."  # noqa: RUF001 (Cyrillic)
    assert decode(text.encode("cp1251")) == text


def test_looks_at_no_more_than_a_sample_when_guessing() -> None:
    data = b"plain " * 200_000 + b"\xe9\xea" * 200_000
    sample = _sample(data)
    assert len(sample) <= SAMPLE_BYTES
    assert b"\xe9" in sample


def test_keeps_utf_8_that_was_cut_in_the_middle_of_a_character() -> None:
    data = ("a price of 5 €" * 3).encode()
    assert decode(data[:-1]) == "a price of 5 €" * 2 + "a price of 5 \ufffd"


def test_keeps_utf_8_with_one_broken_byte() -> None:
    data = "naïve café, naïve café, naïve café, naïve café".encode() + b" \xff end"
    assert decode(data).startswith("naïve café")
    assert decode(data).endswith("\ufffd end")


def test_drops_the_nul_padding_around_a_text() -> None:
    assert decode(b"A text.\n" + bytes(4096)) == "A text.\n"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", bytes(100), b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n"]
)
def test_refuses_the_empty(data: bytes) -> None:
    with pytest.raises(NotAnArticleError) as caught:
        decode(data, name="notes.txt")
    assert caught.value.code == "empty"
    assert caught.value.message == "notes.txt is empty."


def test_refuses_more_than_five_megabytes() -> None:
    with pytest.raises(NotAnArticleError) as caught:
        decode(b"a" * (MAX_BYTES + 1))
    assert caught.value.code == "too-large"
    assert decode(b"a" * MAX_BYTES)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"{\\rtf1\\ansi Text.}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\nrest", "a PNG picture"),
        (bytes(range(256)) * 40, "not text"),
    ],
)
def test_refuses_what_is_not_text_and_says_what_it_is(data: bytes, named: str) -> None:
    with pytest.raises(NotAnArticleError, match=named) as caught:
        decode(data)
    assert caught.value.code == "binary"


@given(st.binary(max_size=300))
def test_never_raises_anything_else(data: bytes) -> None:
    with suppress(NotAnArticleError):
        assert decode(data)


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable() and text.strip()))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
