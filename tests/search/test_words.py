import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.words import MAX_CHARACTERS, MAX_CLAUSES, Clause, clean, read


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("solar plant", [Clause("solar"), Clause("plant")]),
        ('"solar plant" roof', [Clause("solar plant"), Clause("roof")]),
        ("“solar plant”", [Clause("solar plant")]),
        (
            'solar -wind -"heat pump"',
            [Clause("solar"), Clause("wind", exclude=True), Clause("heat pump", exclude=True)],
        ),
        ("e-mail", [Clause("e-mail")]),
        ("re: 10:30 title:plant", [Clause("re:"), Clause("10:30"), Clause("title:plant")]),
        ('an "open phrase', [Clause("an"), Clause("open phrase")]),
        ('- "" ?! * -', []),
        ("a\0b\ncd\ud83d", [Clause("a"), Clause("b"), Clause("cd")]),
    ],
)
def test_what_is_typed_is_read_as_people_mean_it(typed: str, clauses: list[Clause]) -> None:
    assert read(typed) == tuple(clauses)


@given(st.text(alphabet=st.characters(), max_size=2 * MAX_CHARACTERS))
def test_anything_can_be_read(typed: str) -> None:
    clauses = read(typed)
    assert len(clauses) <= MAX_CLAUSES
    assert all(any(map(str.isalnum, it.text)) for it in clauses)


@given(st.text(alphabet=st.characters(categories=("Cs", "Cc", "L", "Zs")), max_size=2 * MAX_CHARACTERS))
def test_cleaning_is_done_once(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert len(once) <= MAX_CHARACTERS
    assert "\0" not in once
    once.encode()
