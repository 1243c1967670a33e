from hypothesis import given
from hypothesis import strategies as st
from tantivy import Document

from articles.search.engine import Highlight, Reason
from articles.search.highlights import ELLIPSIS, PASSAGE_CHARACTERS, Highlighter, best_passage
from articles.search.language.nodes import Found, Named
from articles.search.language.reader import parse
from articles.search.matcher import Span
from articles.search.pieces import Piece

FILLER = "Nothing happened on that day either. " * 20


def mark(q: str, body: str, title: str = "A day", quotes: tuple[str, ...] = ()) -> Highlight:
    hit = Document()
    hit.add_text("title", title)
    hit.add_text("body", body)
    for words in quotes:
        hit.add_text("quote", words)
    return Highlighter(parse(q).node).mark(hit)


def text(pieces: tuple[Piece, ...]) -> str:
    return "".join(it.text for it in pieces)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [it.text for it in pieces if it.match]


def test_the_passage_has_most_of_what_was_asked_for() -> None:
    body = f"Solar. {FILLER}\n\n{FILLER}The solar plant opened. {FILLER}"
    assert marked(mark("solar plant", body).passage) == ["solar", "plant"]


def test_the_passage_begins_with_a_sentence_and_ends_with_a_word() -> None:
    passage = text(mark("reactor", f"{FILLER}Then came a reactor. {FILLER}").passage)
    assert passage.startswith(f"{ELLIPSIS} Then came a reactor. Nothing happened")
    assert passage.endswith(ELLIPSIS)
    assert set(passage.strip(ELLIPSIS).split()) <= set(f"{FILLER} Then came a reactor.".split())
    assert len(passage) <= PASSAGE_CHARACTERS + 2


def test_the_passage_stays_in_its_paragraph() -> None:
    passage = text(mark("reactor", f"{FILLER}\n\nA reactor.\n\n{FILLER}").passage)
    assert passage == f"{ELLIPSIS} A reactor. {ELLIPSIS}"


def test_words_inside_quotes_are_marked_in_quotes_only() -> None:
    found = mark("quote:plant", "A plant. “Our plant grows,” she said.", quotes=("Our plant grows,",))
    assert marked(found.passage) == ["plant"]
    assert text(found.passage).index("plant") == 2 or found.reason is Reason.QUOTE
    assert found.reason is Reason.QUOTE


def test_a_hit_says_where_its_words_are_if_they_are_not_in_sight() -> None:
    assert mark("plant", "Quiet.", title="The plant").reason is Reason.TITLE
    assert mark("plant", "The plant.").reason is None
    assert mark("plant", "“The plant.”", quotes=("The plant.",)).reason is Reason.QUOTE
    assert mark("by:okafor", "Quiet.").reason is Reason.BYLINE
    assert mark("after:2024", "Quiet.").reason is None


def test_a_name_that_was_looked_up_is_marked_where_it_stands() -> None:
    found = (Found("company", 1, "Tessaly Robotics"),)
    highlighter = Highlighter(Named("company", "tessaly", found))

    def of(body: str, title: str = "A day") -> Highlight:
        hit = Document()
        hit.add_text("title", title)
        hit.add_text("body", body)
        return highlighter.mark(hit)

    here = of(f"{FILLER}Then Tessaly Robotics sold a robot. Tessaly rose.")
    assert marked(here.passage) == ["Tessaly Robotics"]
    assert here.reason is None
    assert of("Quiet.", title="Tessaly Robotics rises").reason is Reason.TITLE
    assert of("Tessaly rose.").reason is Reason.NAME
    assert not Highlighter(Named("topic", "robots", (Found("topic", 1, "Robots"),))).asks


@given(st.text(alphabet="ab .\n", max_size=900), st.data())
def test_any_places_make_a_passage_of_the_text(body: str, data: st.DataObject) -> None:
    letters = [at for at, it in enumerate(body) if it.isalpha()]
    starts = sorted(data.draw(st.sets(st.sampled_from(letters), max_size=6))) if letters else []
    passage = best_passage(body, [Span(it, it + 1, leaf) for leaf, it in enumerate(starts)])
    assert (passage is None) == (not starts)
    if passage:
        shown = text(passage.pieces).replace(ELLIPSIS, "")
        assert "".join(shown.split()) in "".join(
            body.split()
        )  # bare punctuation may stand nearer than in the body
        assert passage.spans
