"""Which lines of a source's articles are furniture, by how often and where they stand."""

import pytest

from articles.text.boilerplate import fold
from articles.text.parse import parse_text
from articles.text.repetition import BUCKET, Repeated, Repetition, lines_of

HOUSE = (
    "The Northern Ledger has told the north what matters since the winter of 1921, and its readers own it."
)
LABEL = "Letters from the harbour"


def page(number: int, *closing: str, opening: str = "", middle: str = "") -> str:
    body = [
        f"Firm {number} opens a plant",
        opening,
        f"Firm {number} opened a plant in town {number} on Monday, and {number} people went to work there at once.",
        f"It had looked for a place for {number} years, said the owner of the firm, whose house stands beside it.",
        middle,
        f"The town gave it {number} acres of land below the harbour, for which {number} others had asked before it.",
        f"A second plant is to follow in the year {2000 + number}, if the first one sells what it makes by then.",
        *closing,
    ]
    return "\n\n".join(line for line in body if line)


def repeated(*pages: str, known: frozenset[str] = frozenset()) -> list[Repeated]:
    repetition = Repetition(known)
    for key, text in enumerate(pages):
        article = parse_text(text, known=known)
        repetition.add(key, article.text, article.blocks)
    return repetition.repeated()


def lines(*pages: str) -> list[str]:
    return [it.sample for it in repeated(*pages)]


def test_a_label_in_five_articles_is_furniture() -> None:
    pages = [page(number, middle=LABEL if number < 5 else "") for number in range(20)]
    assert lines(*pages) == [LABEL]
    assert lines(*pages[1:]) == []


def test_what_it_takes_grows_with_the_source() -> None:
    pages = [page(number, middle=LABEL if number < 5 else "") for number in range(101)]
    assert lines(*pages) == []


def test_a_sentence_takes_more_and_an_end_of_the_article() -> None:
    assert lines(*(page(number, HOUSE) for number in range(8))) == [HOUSE]
    assert lines(*(page(number, HOUSE) for number in range(7))) == []


def test_a_sentence_amid_articles_is_news_that_is_told_again() -> None:
    filler = [
        f"One more thing that was said on the evening of day {day} filled a line of its own here."
        for day in range(7)
    ]
    told = [
        page(number, *(it.replace("day", f"day {number},") for it in filler), middle=HOUSE)
        for number in range(20)
    ]
    assert lines(*told) == []


def test_what_somebody_said_is_no_furniture() -> None:
    said = "“We will go on for as long as the north is there, and for a winter longer,” said Ana Petrov on Monday."
    assert lines(*(page(number, said) for number in range(20))) == []


def test_closing_sentences_of_the_last_paragraph_are_lines_too() -> None:
    pages = [
        f"Firm {n} opens\n\nFirm {n} opened a plant in town {n}. It makes {n} robots a day. {HOUSE}"
        for n in range(9)
    ]
    assert lines(*pages) == [HOUSE]


def test_editions_of_one_story_count_once() -> None:
    editions = [page(1, HOUSE, f"Updated on day {number} of the month.") for number in range(20)]
    assert lines(*editions) == []


def test_lines_without_letters_are_none() -> None:
    assert lines(*(page(number, middle="* * * 2025 * * *") for number in range(20))) == []


def test_known_lines_are_counted_though_they_are_cut_and_rare() -> None:
    pages = [page(number, HOUSE if number % 10 == 0 else "") for number in range(40)]
    (found,) = repeated(*pages, known=frozenset({fold(HOUSE)}))
    assert (found.line, found.articles, found.of, found.examples) == (fold(HOUSE), 4, 40, (0, 10, 20))


def test_memory_is_bounded_and_what_is_frequent_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    repetition = Repetition()
    most = 0
    for number in range(BUCKET * 10):
        article = parse_text(page(number, HOUSE if number >= BUCKET else "", middle=f"Label {number}"))
        repetition.add(number, article.text, article.blocks)
        most = max(most, len(repetition._counts))
    assert most < BUCKET * 20
    (found,) = repetition.repeated()
    assert (found.articles, found.of) == (BUCKET * 9, BUCKET * 10)


def test_lines_of_an_article_are_its_blocks_and_its_closing_sentences() -> None:
    article = parse_text(
        "Vela opens\n\nVela opened a plant on Monday in the town of Oslo. It is large. Follow us."
    )
    found = set(lines_of(article.text, article.blocks))
    assert {"vela opens", "it is large", "follow us"} <= found
