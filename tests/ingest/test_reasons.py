"""Each code that a file can be rejected with has words of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.ingest.reasons import _WORDS, in_words

ARTICLES = Path(__file__).resolve().parents[2] / "articles"
CODE_AT = {
    "NotAnArticleError": 0,
    "UnreadableError": 0,
    "Refused": 0,
    "refusing": 0,
    "rejected": 1,
    "refused": 2,
}


def codes() -> Iterator[str]:
    for file in (*ARTICLES.glob("text/*.py"), *ARTICLES.glob("ingest/*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_AT:
                yield from _constants(node.args[CODE_AT[node.func.id] :][:1])


def _constants(nodes: list[ast.expr]) -> list[str]:
    return [it.value for it in nodes if isinstance(it, ast.Constant) and isinstance(it.value, str)]


FOUND = sorted(set(codes()))


def test_codes_are_found() -> None:
    assert {"too-large", "twice", "changed-since", "no-records", "link"} <= set(FOUND)


@pytest.mark.parametrize("code", FOUND)
def test_a_code_has_words(code: str) -> None:
    assert code in _WORDS


def test_a_code_of_an_earlier_import_speaks_for_itself() -> None:
    assert in_words("of-old") == "of old"
