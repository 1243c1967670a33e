from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Block, BlockKind
from articles.text.segments import Passage, Place, Run, sections, with_marks

TEXT = "Vela grows\n\n“We grow,” said Ana Petrov."
PARAGRAPH = Block(BlockKind.PARAGRAPH, 12, len(TEXT))
NAME = TEXT.index("Ana")
NOTHING: list[Place[str]] = []

places = st.lists(
    st.builds(Place, st.integers(-5, 60), st.integers(-5, 60), st.integers()),
    max_size=20,
)


def block_of(first: int, second: int) -> Block:
    return Block(BlockKind.PARAGRAPH, min(first, second), max(first, second))


def test_names_and_quotes_are_at_their_places() -> None:
    (section,) = sections(
        TEXT, [PARAGRAPH], [Place(NAME, NAME + 10, "Ana Petrov")], [Place(13, 21, "by Ana")]
    )
    assert section.passages == (
        Passage((Run("“", None),), None, closes=False),
        Passage((Run("We grow,", None),), "by Ana", closes=True),
        Passage((Run("” said ", None), Run("Ana Petrov", "Ana Petrov"), Run(".", None)), None, closes=False),
    )
    assert section.quotes == ("by Ana",)


def test_a_name_within_a_quote_belongs_to_both() -> None:
    text = "“Ask Vela first”"
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    (section,) = sections(text, [block], [Place(5, 9, "Vela")], [Place(1, 15, "Ana")])
    assert section.passages[1].runs == (Run("Ask ", None), Run("Vela", "Vela"), Run(" first", None))


def test_a_quote_over_two_blocks_closes_in_the_second() -> None:
    text = "one\n\ntwo"
    blocks = [Block(BlockKind.PARAGRAPH, 0, 3), Block(BlockKind.PARAGRAPH, 5, 8)]
    first, second = sections(text, blocks, NOTHING, [Place(0, 8, "Ana")])
    assert [first.passages[0].closes, second.passages[0].closes] == [False, True]


def test_of_overlapping_names_the_first_holds() -> None:
    block = Block(BlockKind.PARAGRAPH, 0, 4)
    (section,) = sections("abcd", [block], [Place(0, 3, "first"), Place(2, 4, "second")], NOTHING)
    assert [(run.text, run.name) for run in section.passages[0].runs] == [("abc", "first"), ("d", None)]


def test_quotation_marks_belong_to_the_quote() -> None:
    assert with_marks(TEXT, 13, 21) == (12, 22)
    assert with_marks("We grow", 0, 7) == (0, 7)


@given(
    text=st.text(max_size=50),
    edges=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5),
    names=places,
    quotes=places,
)
def test_each_section_has_its_blocks_text(
    text: str, edges: list[tuple[int, int]], names: list[Place[int]], quotes: list[Place[int]]
) -> None:
    blocks = [block_of(*edge) for edge in edges]
    valid = [block for block in blocks if block.start < block.end <= len(text)]
    found = sections(text, blocks, names, quotes)
    assert [section.text for section in found] == [text[block.start : block.end] for block in valid]
    assert all(run.text for section in found for passage in section.passages for run in passage.runs)


@given(text=st.text(max_size=50), start=st.integers(-5, 60), end=st.integers(-5, 60))
def test_marks_never_leave_the_text(text: str, start: int, end: int) -> None:
    wider = with_marks(text, start, end)
    assert wider[0] in {start, start - 1}
    assert wider[1] in {end, end + 1}
