from articles.extraction.credits import find_credits
from articles.text.article import Block, BlockKind, ParsedArticle


def names(line: str, kind: BlockKind = BlockKind.BYLINE) -> list[str]:
    article = ParsedArticle(line, "", (), None, (Block(kind, 0, len(line)),))
    return [line[span.start : span.end] for span in find_credits(article)]


def test_full_names_in_bylines() -> None:
    assert names("By Ana Petrov and Tom Hale Jul 1, 2015") == ["Ana Petrov", "Tom Hale"]


def test_neither_towns_nor_desks_are_people() -> None:
    line = (
        "(Reporting by Ilse Brandt in New York, Omar Reyes and Tallinn Newsroom; Editing by Jo van der Meer)"
    )
    assert names(line) == ["Ilse Brandt", "Omar Reyes", "Jo van der Meer"]


def test_furniture_is_not_read() -> None:
    assert names("By Ana Petrov", BlockKind.BOILERPLATE) == []
