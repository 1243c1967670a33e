"""The language model: proposes names in runs of text. Anything that does so can stand in for spaCy."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_NEEDED = frozenset({"tok2vec", "ner"})
_LONGEST = 5_000  # characters of a run: the model works on sentences
_BATCH = 24_000  # characters that go through the model together: fewer cost more calls, more do not fit the processor's cache


class ModelName(NamedTuple):
    """Characters `start` to `end` of a run of text, and the label of OntoNotes that the model gives them (`ORG`, `PERSON`)."""

    start: int
    end: int
    label: str


class LanguageModel(Protocol):
    """What extraction asks of a model."""

    def names(self, texts: Iterable[str]) -> Iterator[Sequence[ModelName]]:
        """The names in each text, in order, without overlap."""
        ...


class SpacyModel:
    """A spaCy pipeline of which only the tokenizer and NER are loaded, with the tok2vec that NER needs."""

    def __init__(self, model: str) -> None:
        """`model` is a folder, or a package with `model_path()` or spaCy's `load()`. Raises OSError where there is none."""
        self._nlp = _load(_location(model))

    def names(self, texts: Iterable[str]) -> Iterator[Sequence[ModelName]]:
        """The names in each text, in order, without overlap."""
        pieces = ((piece, at) for at, text in enumerate(texts) for piece in _pieces(text))
        read = (
            pair
            for batch in _batches(pieces)
            for pair in self._nlp.pipe(batch, as_tuples=True, batch_size=len(batch))
        )
        for _, docs in itertools.groupby(read, key=itemgetter(1)):
            yield _joined(doc for doc, _ in docs)


def _batches(pieces: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """The pieces in batches of at most _BATCH characters."""
    batch = list[tuple[str, int]]()
    size = 0
    for piece in pieces:
        if size + len(piece[0]) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[0])
    if batch:
        yield batch


def _joined(docs: Iterable[Doc]) -> list[ModelName]:
    names = list[ModelName]()
    offset = 0
    for doc in docs:
        names += [ModelName(offset + it.start_char, offset + it.end_char, it.label_) for it in doc.ents]
        offset += len(doc.text)
    return names


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that the model can hold, cut at white space where there is some."""
    start = 0
    while len(text) - start > _LONGEST:
        end = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield text[start:end]
        start = end
    yield text[start:]


def _location(model: str) -> str | Path:
    if Path(model).is_dir():
        return Path(model)
    try:
        package = importlib.import_module(model)
    except ImportError as error:
        raise OSError(f"there is no folder and no package of the name {model!r}") from error
    return Path(package.model_path()) if hasattr(package, "model_path") else model


def _load(location: str | Path) -> Language:
    """The pipeline without what we have no use for: what is excluded is never read from the disk.

    Its products of matrices are numpy's, which are faster than those of spaCy's own library, on one processor:
    the others have processes of their own.
    """
    import spacy  # noqa: PLC0415 - takes two seconds, which a web server or a command that reads nothing need not spend
    from spacy.pipeline import Tok2Vec  # noqa: PLC0415
    from thinc.api import use_ops  # noqa: PLC0415

    threadpool_limits(1, user_api="blas")
    config = spacy.util.load_config(Path(location) / "config.cfg") if isinstance(location, Path) else {}
    parts = config.get("nlp", {}).get(
        "pipeline", ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
    )
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(location, exclude=[part for part in parts if part not in _NEEDED])
    for name, part in nlp.pipeline:
        if isinstance(part, Tok2Vec) and "ner" not in part.listening_components:
            nlp.remove_pipe(name)  # NER has a tok2vec of its own, and nothing else is left to need this one
    return nlp
