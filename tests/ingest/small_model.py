"""A language model that loads in no time: a real spaCy pipeline whose names are found by rule.

Worker processes import it by name. Some words make it fail as no model should.
"""

import os
import re
import signal
import tempfile
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

NAME = __name__
_PEOPLE = re.compile(r"\b(?:Ana Petrov|Ben Okoro|Petrov|Okoro)\b")
_COMPANIES = re.compile(r"\b(?:Vela Robotics|Tarn Capital|Orrin Labs)\b")


@Language.component("small_ner")
def small_ner(doc: Doc) -> Doc:
    if "KILLWORKER" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "PRESSCTRLC" in doc.text:
        os.kill(os.getpid(), signal.SIGINT)
    if "RAISEERROR" in doc.text:
        raise ValueError("a word that the model cannot bear")
    found = [(it, "PERSON") for it in _PEOPLE.finditer(doc.text)]
    found += [(it, "ORG") for it in _COMPANIES.finditer(doc.text)]
    spans = (doc.char_span(it.start(), it.end(), label) for it, label in found)
    doc.ents = tuple(span for span in spans if span)
    return doc


def model_path() -> Path:
    """Where the pipeline lies; it is written there first."""
    folder = Path(tempfile.mkdtemp(prefix="small-model-"))
    nlp = spacy.blank("en")
    nlp.add_pipe("small_ner", name="ner")
    nlp.to_disk(folder)
    return folder
