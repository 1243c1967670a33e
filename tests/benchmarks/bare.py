"""The bare spaCy pipeline that reading is compared with: made of the same parts, with spaCy's own settings.

NER has a tok2vec of its own. The one beside it, a part by itself, finds no names; with it is how the parts are commonly listed and loaded.
"""

from collections.abc import Iterable

import spacy
from spacy.language import Language

from articles.extraction.model import _location as location
from articles.extraction.sightings import read_blocks
from articles.text.article import ParsedArticle
from newsroom.settings import NEWSROOM_MODEL

PARTS = ("tok2vec", "ner")
NEEDED = ("ner",)


def load(parts: Iterable[str] = PARTS) -> Language:
    """The tokenizer and these parts of the model."""
    kept = frozenset(parts)
    place = location(NEWSROOM_MODEL)
    names = spacy.util.load_config(f"{place}/config.cfg")["nlp"]["pipeline"]
    return spacy.load(place, exclude=[it for it in names if it not in kept])


def texts(articles: Iterable[ParsedArticle]) -> list[str]:
    """What the model is given of the articles."""
    return [it.text[block.start : block.end] for it in articles for block in read_blocks(it)]
