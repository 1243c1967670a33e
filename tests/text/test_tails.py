"""Closing sentences that are furniture in a source are cut off the last paragraph."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.text.boilerplate import fold
from articles.text.parse import parse_text
from tests.text.pages import TITLE

NEWS = "Vela Robotics opened a plant in Oslo on Monday. It makes ten thousand robots a year."
HOUSE = ("The Ledger is owned by its readers.", "Follow The Ledger wherever you are.")


def cut(text: str, *known: str) -> list[tuple[str, str]]:
    article = parse_text(text, known=frozenset(map(fold, known)))
    return [(it.kind.value, article.text[it.start : it.end]) for it in article.blocks]


def test_known_sentences_at_the_end_are_blocks_of_their_own() -> None:
    text = f"{TITLE}\n\n{NEWS} {HOUSE[0]} {HOUSE[1]}"
    assert cut(text, *HOUSE)[1:] == [
        ("paragraph", NEWS),
        ("boilerplate", HOUSE[0]),
        ("boilerplate", HOUSE[1]),
    ]
    assert cut(text)[1:] == [("paragraph", f"{NEWS} {HOUSE[0]} {HOUSE[1]}")]


def test_a_known_sentence_before_news_stays() -> None:
    text = f"{TITLE}\n\n{NEWS} {HOUSE[0]} More is to come in the spring."
    assert cut(text, *HOUSE)[1][0] == "paragraph"
    assert len(cut(text, *HOUSE)) == 2


def test_a_paragraph_of_nothing_else_keeps_its_first_sentence() -> None:
    assert cut(f"{TITLE}\n\n{HOUSE[0]} {HOUSE[1]}", *HOUSE)[1:] == [
        ("paragraph", HOUSE[0]),
        ("boilerplate", HOUSE[1]),
    ]


def test_only_the_last_paragraph_is_cut() -> None:
    found = cut(
        f"{TITLE}\n\n{NEWS} {HOUSE[1]}\n\nThe plant is the third that the firm has built in Norway.", *HOUSE
    )
    assert [kind for kind, _ in found] == ["title", "paragraph", "paragraph"]


@given(
    st.lists(st.sampled_from([NEWS, *HOUSE, "What? Yes!", "U.S. sales", "“So it is.” ", " … "]), min_size=1)
)
def test_it_reads_the_same_again_and_covers_the_text(parts: list[str]) -> None:
    known = frozenset(map(fold, HOUSE))
    article = parse_text(f"{TITLE}\n\n{' '.join(parts)}", known=known)
    assert parse_text(article.text, known=known) == article
    places = [(0, 0), *((it.start, it.end) for it in article.blocks), (len(article.text), 0)]
    assert all(not article.text[before[1] : after[0]].strip() for before, after in pairwise(places))
    assert article.title
