import re

from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.titles import title_pattern, titles

PATTERN = re.compile(title_pattern())
PLAIN = """
    chief Chief CHIEF executive officer officers CEO CEOs VP Gov Lt Doe president Presidents vice co-founder cofounders
    co founder R&D M&A editor-in-chief non-executive head heads ahead boss_ of and the turned
"""
ODD = "ch\N{LATIN SMALL LETTER DOTLESS I}ef", "Pre\N{LATIN SMALL LETTER LONG S}ident"  # i and s, case aside
WORDS = st.sampled_from([*PLAIN.split(), *ODD])
MARKS = st.sampled_from([" ", " ", " ", ", ", "-", " & ", "/", ". ", "\u00a0", "_", "’"])


@given(st.lists(st.tuples(WORDS, MARKS), max_size=12), st.integers(0, 3))
def test_titles_are_found_where_the_pattern_finds_them(parts: list[tuple[str, str]], start: int) -> None:
    text = "".join(word + mark for word, mark in parts)
    end = max(start, len(text) - 1)
    assert [it.span() for it in titles(text, start, end)] == [
        it.span() for it in PATTERN.finditer(text, start, end)
    ]
