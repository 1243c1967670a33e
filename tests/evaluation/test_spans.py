from articles.evaluation.spans import bare, likeness, named, overlap, pairs, touches
from articles.extraction.findings import Span


def test_shared_characters() -> None:
    assert overlap(Span(0, 6), Span(4, 9)) == 2
    assert overlap(Span(0, 4), Span(4, 9)) == 0
    assert likeness(Span(0, 6), Span(3, 9)) == 3 / 9
    assert touches(Span(0, 2), [Span(5, 6), Span(1, 3)])
    assert not touches(Span(0, 2), [Span(2, 3)])


def test_marks_and_stops_at_the_ends_do_not_count() -> None:
    text = "x “Yes, we do,” x"
    assert bare(text, Span(2, 15)) == Span(3, 13)
    assert bare("“”", Span(0, 2)) == Span(2, 3)


def test_neither_does_the_article_or_the_possessive_of_a_name() -> None:
    for text, name in {
        "The Ledger’s": "Ledger",
        "Vela's": "Vela",
        "Jones'": "Jones",
        "Thebes": "Thebes",
    }.items():
        span = named(text, Span(0, len(text)))
        assert text[span.start : span.end] == name


def test_the_likest_are_paired_each_once() -> None:
    found = [Span(0, 10), Span(0, 9), Span(20, 25)]
    assert pairs(found, [Span(0, 9), Span(22, 40)], least=0.8) == {1: 0}
