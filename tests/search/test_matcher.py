import pytest

from articles.search.language.nodes import Text, leaves
from articles.search.language.reader import parse
from articles.search.matcher import Matcher


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("plant", "Plants were planted; a plan was not.", ["Plants", "planted"]),
        ("cafe", "The CAFÉ", ["CAFÉ"]),
        ("éclair", "An eclair", ["eclair"]),
        ('"solar plant"', "A solar plant, solar roofs and a plant", ["solar plant"]),
        ('"a a b"', "a a a b", ["a a b"]),
        ("AT&T", "Said AT&T of T", ["AT&T"]),
        ("rob*", "Robots of Rob, no probe", ["Robots", "Rob"]),
        ("univers*", "The university", ["university"]),
        ("intel~", "Intle and Intell, not until", ["Intle", "Intell"]),
        ('"open plant"~1', "The plant soon opens, the plant far, so far, open", ["plant", "opens", "plant"]),
        ('"plant plant"~1', "A plant. A plant.", ["plant", "plant"]),
        ("a OR b -c", "c b a", ["b", "a"]),
        ("***", "anything", []),
    ],
)
def test_marks_stand_where_the_index_finds(typed: str, text: str, found: list[str]) -> None:
    asked = [it for it in leaves(parse(typed).node, wanted=True) if isinstance(it, Text)]
    assert [text[it.start : it.end] for it in Matcher(asked).spans(text)] == found
