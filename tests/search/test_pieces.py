from hypothesis import given
from hypothesis import strategies as st

from articles.search.pieces import Piece, pieces

PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda it: (min(it), max(it))))


def test_places_that_overlap_or_touch_are_one() -> None:
    assert pieces("abcdef", [(3, 4), (1, 2), (1, 3)]) == (Piece("a"), Piece("bcd", match=True), Piece("ef"))


@given(st.text(min_size=30), PLACES)
def test_the_pieces_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    made = pieces(text, places)
    assert "".join(it.text for it in made) == text
    assert all(it.text for it in made)
    assert sum(len(it.text) for it in made if it.match) == len(
        {at for start, end in places for at in range(start, end)}
    )
