import pytest
from hypothesis import given

from articles.search.language.nodes import And, Found, Named, Node, Text
from articles.search.language.reader import parse
from articles.search.language.wording import describe
from tests.search.language.test_reader import TREES


def said(node: Node | None) -> str:
    return "".join(f"*{it.text}*" if it.match else it.text for it in describe(node))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ""),
        ("solar plant", ""),
        ("solar -wind", "with *solar*, without *wind*"),
        (
            "chips intel OR amd after:2024-03",
            "with *chips* and either *intel* or *amd*, published since *March 2024*",
        ),
        ("(a b) OR c", "with either both *a* and *b*, or *c*"),
        ('"solar plant" chip*', "with “*solar plant*” and words that begin with *chip*"),
        ("title:solar quote:wind", "with *solar* in the title and *wind* inside a quote"),
        ("intel~", "with *intel* give or take one letter"),
        ('"a b"~3 by:okafor', "with *a b* at most 3 words apart, by *okafor*"),
        ("before:2024-03-02", "published before *2 March 2024*"),
        ("solar OR before:2024", "either with *solar* or published before *2024*"),
        ("-(solar before:2024)", "but not those with *solar* and published before *2024*"),
    ],
)
def test_the_reading_is_told_in_words(typed: str, words: str) -> None:
    assert said(parse(typed).node) == words


def test_names_are_told_as_they_were_found() -> None:
    one, other = Found("company", 1, "Vela Robotics"), Found("company", 2, "Vela Foods")
    assert said(Named("company", "vela", (one, other))) == "that name *Vela Robotics* or *Vela Foods*"
    assert said(And((Text("a"), Named("source", "x")))) == (
        "with *a*, from *x* (nothing in the archive is called that)"
    )


@given(TREES)
def test_any_tree_can_be_told(node: Node) -> None:
    describe(node)
