"""Metadata in a file beside the text: `a.json`, `a.txt.json`, `a.meta` or `a.txt.meta` for `a.txt`."""

import json
import posixpath
from collections.abc import Callable, Iterable

import yaml

from articles.ingest.items import UnreadableError
from articles.text.front_matter import load_yaml
from articles.text.given import Given
from articles.text.metadata import read_metadata

_SUFFIXES = (".json", ".meta")
TEXTS = frozenset({".txt", ".text", ".md", ".html", ".htm"})


def sidecars(names: Iterable[str]) -> dict[str, str]:
    """For each text among the names of one folder that has a sidecar, the sidecar's name."""
    present = set(names)
    found = {}
    for name in sorted(present):
        base, suffix = posixpath.splitext(name)
        if suffix.lower() in TEXTS:
            beside = (stem + added for stem in (name, base) for added in _SUFFIXES)
            known = next((it for it in beside if it in present), None)
            if known:
                found[name] = known
    return found


def read_sidecar(name: str, read: Callable[[], bytes]) -> Given:
    """What the sidecar `name` says, whose bytes `read` gives or raises UnreadableError: JSON, or YAML where it is no JSON. One that cannot be read is a warning."""
    try:
        text = read().decode("utf-8-sig", "replace")
        values = json.loads(text) if text.lstrip().startswith("{") else load_yaml(text)
    except UnreadableError as error:
        return Given(warnings=(f"{name}: {error.message}",))
    except (ValueError, RecursionError, yaml.YAMLError):
        values = None
    if not isinstance(values, dict):
        return Given(
            warnings=("The metadata beside the file could not be read: it is neither JSON nor YAML.",)
        )
    return read_metadata(values)
