"""Front matter: metadata in YAML between two lines of dashes, above the text."""

import re
from typing import Any

import yaml

from articles.text.given import NOTHING, Given
from articles.text.metadata import read_metadata

MAX_CHARACTERS = 20_000
_FORM = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIRST = re.compile(r"\A\s*[\w\"'#]")


def split_front_matter(text: str) -> tuple[Given, str]:
    """The metadata above the text, and the text. A text without front matter comes back as it is.

    Front matter that is no YAML is left in the text, with a warning.
    """
    found = _FORM.match(text[: MAX_CHARACTERS + 10])
    if not found or ":" not in found["matter"] or not _FIRST.match(found["matter"]):
        return NOTHING, text
    try:
        values = load_yaml(found["matter"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = str(getattr(error, "problem", "") or error).splitlines()[0]
        return Given(warnings=(f"The front matter is no YAML: {problem}.",)), text
    if not isinstance(values, dict):
        return NOTHING, text
    return read_metadata(values), text[found.end() :]


class _Loader(yaml.SafeLoader):
    """Without aliases, by which a few lines can stand for gigabytes."""

    def compose_node(self, parent: Any, index: int) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references are not read")
        return super().compose_node(parent, index)


def load_yaml(matter: str) -> object:
    """As yaml.safe_load, but references raise YAMLError."""
    loader = _Loader(matter)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
