import pytest

from articles.extraction.context import around


def evidence(text: str, name: str = "Vela") -> set[str]:
    start = text.index(name)
    return around(text, start, start + len(name), 0, len(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The startup Vela grew.", "company before"),
        ("A company called Vela grew.", "company before"),
        ("Vela, a maker of robots, grew.", "company after"),
        ("Vela is based in Graz.", "company after"),
        ("They own shares of Vela now.", "work before"),
        ("Shares of Vela rose.", "work before"),
        ("She joined Vela in May.", "work before"),
        ("asked Jane Doe of Vela yesterday", "work before"),
        ("Vela has acquired a rival.", "company verb"),
        ("Vela’s shareholders voted.", "parts after"),
        ("Vela (NYSE: VL) fell.", "ticker"),
        ("Mr. Vela agreed.", "honorific"),
        ("the analyst Vela agreed.", "title before"),
        ("Vela, chief executive of Norvane, left.", "title after"),
        ("Vela, 43, left.", "title after"),
        ("“No,” said Vela.", "speech before"),
        ("she told Vela", "told before"),
        ("Germany’s Vela grew.", "country before"),
        ("Norvane’s Vela grew.", "possessive before"),
        ("the Vela app", "product after"),
        ("BATH, May 2 (Vela) - It rained.", "dateline"),
    ],
)
def test_words_around_a_name_are_evidence(text: str, kind: str) -> None:
    assert kind in evidence(text)


def test_a_student_by_a_name_is_no_university() -> None:
    assert "company before" not in evidence("a university student named Vela left")
    assert "company before" in evidence("a student startup named Vela left")


def test_the_sentence_before_is_no_evidence() -> None:
    assert "company before" not in evidence("It is a startup. Vela grew.")


def test_only_what_is_called_so_itself_is_called_a_firm() -> None:
    text = "What the company made was called Vela."
    assert "company before" not in around(text, 33, 37, 0, len(text))
    text = "The company is called Vela."
    assert "company before" in around(text, 22, 26, 0, len(text))
