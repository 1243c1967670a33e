from articles.text.boilerplate import Effect
from articles.text.lines import split_lines
from articles.text.region import find_body
from tests.text.pages import FIRST, SECOND, THIRD


def body(*rows: str, effects: dict[int, Effect] | None = None) -> range:
    lines = split_lines("\n\n".join(rows))
    marks = [(effects or {}).get(at) for at in range(len(lines))]
    return find_body(lines, marks, [False] * len(lines))


def test_goes_from_the_first_sentence_to_the_last() -> None:
    assert body("Home", "News", FIRST, "A heading", SECOND, "More", "Links") == range(2, 5)


def test_is_empty_without_running_text() -> None:
    assert not body("Home", "News", "Contact us")


def test_a_teaser_far_below_the_end_does_not_belong() -> None:
    rows = (
        FIRST,
        SECOND,
        THIRD,
        "Most read",
        "One link",
        "Another link",
        "A third link",
        "A teaser that is a sentence of its own.",
    )
    assert body(*rows, effects={3: Effect.TAIL}) == range(3)


def test_a_list_of_links_in_the_middle_does_not_end_it() -> None:
    rows = (FIRST, "Related", "One link to a story", "Another link", SECOND, THIRD)
    assert body(*rows, effects={1: Effect.LIST}) == range(6)


def test_a_question_in_a_list_of_links_is_no_sentence() -> None:
    rows = (FIRST, SECOND, "Related", "What will the deal mean for the people of the north?")
    assert body(*rows, effects={2: Effect.LIST}) == range(2)
