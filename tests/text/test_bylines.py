import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.bylines import is_only_names, is_role, read_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by Jane Doe", ("Jane Doe",)),
        ("BY JANE DOE", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe and Ana de la Cruz", ("Jane Doe", "John Roe", "Ana de la Cruz")),
        ("Written by: Jane Doe", ("Jane Doe",)),
        ("By Jane Doe | The Northern Post", ("Jane Doe",)),
        ("By Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Jane Doe, Senior Technology Reporter", ("Jane Doe",)),
        ("Zoë O’Neil-Smith @zoneil", ("Zoë O’Neil-Smith",)),
        ("Author: Jane Q. Doe", ("Jane Q. Doe",)),
        ("By staff", ()),
        ("By Northern News Service", ()),
    ],
)
def test_reads_bylines(line: str, names: tuple[str, ...]) -> None:
    assert read_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By the end of the year",
        "By Tuesday it was over.",
        "Vela Systems, Norrland Cloud",
        "Bypass Surgery Explained",
        "By " + "Jane Doe " * 30,
    ],
)
def test_leaves_other_lines_alone(line: str) -> None:
    assert read_byline(line) is None


def test_knows_lines_of_nothing_but_names() -> None:
    assert is_only_names("Jane Doe")
    assert is_only_names("Jane Doe and John Roe")
    assert not is_only_names("Jane")
    assert not is_only_names("Jane Doe said so")
    assert not is_only_names("Northern News")
    assert not is_only_names("Vela CEO Ida Holm")


def test_knows_the_titles_of_writers() -> None:
    assert is_role("Opinion Columnist")
    assert is_role("Staff Writer, The Northern Post")
    assert not is_role("Jane Doe")
    assert not is_role("The writer who came in from the cold")


@given(st.text(alphabet="By ABab.,&|@-and", max_size=140))
def test_never_raises(line: str) -> None:
    read_byline(line)
    is_only_names(line)
    is_role(line)
