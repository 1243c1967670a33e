import pytest

from articles.text.article import BlockKind
from articles.text.credits import is_credits
from articles.text.parse import parse_text

CREDITS = "(Reporting by Ilse Brandt in Tallinn and Omar Reyes; Editing by Tom Hale)"
BODY = "Vela Robotics opened a second factory on Monday, and hired forty people for it.\n\nThe town paid for the road."


@pytest.mark.parametrize(
    "line",
    [
        CREDITS,
        "Additional reporting by Ilse Brandt",
        "Writing and editing by Tom Hale",
        "With reporting by Omar Reyes",
        "Ilse Brandt contributed to this report.",
        "Ilse Brandt in Tallinn contributed reporting.",
    ],
)
def test_credits(line: str) -> None:
    assert is_credits(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the agency was late.",
        "Editing took a year. Tom Hale did it.",
        "Higher prices contributed to this result.",
        "Ilse Brandt left. She contributed to this report.",
        "",
    ],
)
def test_no_credits(line: str) -> None:
    assert not is_credits(line)


def test_credits_are_a_byline_wherever_they_stand_and_name_no_author() -> None:
    article = parse_text(f"Vela opens a factory\n\nBy Ana Petrov\n\n{BODY}\n\n{CREDITS}\n")
    kinds = {article.text[it.start : it.end]: it.kind for it in article.blocks}
    assert kinds[CREDITS] is BlockKind.BYLINE
    assert article.byline == ("Ana Petrov",)
