from articles.text.article import BlockKind
from articles.text.excerpts import LEAD_LONGEST, block_text, body_blocks, kept_blocks, lead, word_count
from tests.text.pages import FIRST, SECOND, TITLE, page

ARTICLE = page("Share", TITLE, "By Jane Doe", "Vela chief Ida Holm", FIRST, "Next Steps", SECOND)


def test_kept_blocks_are_all_but_furniture() -> None:
    assert [block_text(ARTICLE, block) for block in kept_blocks(ARTICLE)] == [
        TITLE,
        "By Jane Doe",
        "Vela chief Ida Holm",
        FIRST,
        "Next Steps",
        SECOND,
    ]


def test_body_blocks_are_the_article_itself() -> None:
    assert [block.kind for block in body_blocks(ARTICLE)] == [
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_the_lead_is_the_first_paragraph() -> None:
    assert lead(ARTICLE) == FIRST


def test_a_long_lead_ends_after_a_word() -> None:
    words = lead(page(TITLE, "The word “continuation” again, " * 30 + "ends."))
    assert len(words) <= LEAD_LONGEST
    assert words.endswith(("again…", "word…", "The…", "continuation”…"))


def test_a_lead_without_spaces_is_cut_all_the_same() -> None:
    assert len(lead(page(TITLE, "x" * 1000 + "."))) == LEAD_LONGEST


def test_there_is_no_lead_without_a_paragraph() -> None:
    assert lead(page("Vela")) == ""


def test_counts_the_words_that_are_kept() -> None:
    assert (
        word_count(
            page(
                "Share",
                "Vela’s cloud",
                "The U.S. company’s well-known product, 3.5 years old, is sold.",
                SECOND,
            )
        )
        == 2 + 9 + 22
    )
