from hypothesis import given
from hypothesis import strategies as st

from articles.stories.differences import Difference, Kind, differences

words = st.lists(st.sampled_from(["a", "ferry", "sank", "on", "Monday", "(why?)"]), max_size=8).map(" ".join)
texts = st.lists(words.filter(bool), max_size=8)


def said(found: list[Difference], *kinds: Kind) -> list[str]:
    """The paragraphs of one side: of a changed one, its words of that side."""
    mine = (
        "".join(run.text for run in it.runs if run.kind in {Kind.SAME, *kinds})
        for it in found
        if it.kind in {Kind.SAME, Kind.CHANGED, *kinds}
    )
    return list(mine)


@given(texts, texts)
def test_both_texts_are_said_whole(first: list[str], second: list[str]) -> None:
    found = differences(first, second)
    assert said(found, Kind.GONE) == first
    assert said(found, Kind.NEW) == second


@given(texts)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert {it.kind for it in differences(text, text)} <= {Kind.SAME}


def test_a_changed_paragraph_is_shown_by_its_words() -> None:
    found = differences(
        ["The ferry sank on Monday, the company said.", "It was old."],
        ["The ferry sank on Tuesday, the company said.", "Nobody was hurt."],
    )
    assert [it.kind for it in found] == [Kind.CHANGED, Kind.GONE, Kind.NEW]
    assert [(it.kind, it.text) for it in found[0].runs if it.kind is not Kind.SAME] == [
        (Kind.GONE, "Monday"),
        (Kind.NEW, "Tuesday"),
    ]


def test_a_long_text_is_said_whole_too() -> None:
    first = [f"Paragraph {number}." for number in range(500)]
    found = differences(first, [*first[:450], "Another end."])
    assert said(found, Kind.GONE) == first
    assert said(found, Kind.NEW)[-1] == "Another end."


def test_other_marks_make_no_difference() -> None:
    found = differences(
        ['"It sank," she said - twice.', '"Again," she said.'],
        ["“It sank,” she said — twice.", "“Again,” he said."],
    )
    assert [it.kind for it in found] == [Kind.SAME, Kind.CHANGED]
    assert found[0].text == "“It sank,” she said — twice."
    assert [it.text for it in found[1].runs if it.kind is not Kind.SAME] == ["she", "he"]
