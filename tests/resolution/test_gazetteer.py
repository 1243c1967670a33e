from articles.resolution.gazetteer import Gazetteer
from articles.resolution.knowledge import Knowledge, Known
from articles.resolution.links import EntityKind
from articles.text.article import Block, BlockKind

KNOWLEDGE = Knowledge(
    (
        Known("Vela", EntityKind.COMPANY, ("Vela Robotics",)),
        Known("Norvane & Sons", EntityKind.COMPANY, ("N&S",)),
        Known("Jane & Omar", EntityKind.COMPANY),
        Known("Harbour", EntityKind.COMPANY, (), ("Harbour",)),
        Known("3M", EntityKind.COMPANY),
        Known("Ana Petrov", EntityKind.PERSON),
    ),
    "1",
)


def hits(text: str) -> list[tuple[str, str | None, bool]]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return [
        (text[hit.span.start : hit.span.end], hit.entries[0].name if hit.entries else None, hit.ambiguous)
        for hit in Gazetteer(KNOWLEDGE).hits(text, [block])
    ]


def test_the_longest_known_name_wins() -> None:
    assert hits("For Vela Robotics and Vela.") == [("Vela Robotics", "Vela", False), ("Vela", "Vela", False)]


def test_marks_and_case_are_those_of_the_name() -> None:
    assert hits("N&S hired ana petrov, VELA did not") == [
        ("N&S", "Norvane & Sons", False),
        ("VELA", "Vela", False),
    ]


def test_and_stands_for_its_sign_save_between_given_names() -> None:
    assert hits("Norvane and Sons") == [("Norvane and Sons", "Norvane & Sons", False)]
    assert hits("Jane & Omar") == [("Jane & Omar", "Jane & Omar", False)]
    assert hits("Jane and Omar") == []


def test_ambiguous_names_are_marked_and_not_shouted() -> None:
    assert hits("Harbour and HARBOUR") == [("Harbour", "Harbour", True)]


def test_addresses_and_handles_name_nobody() -> None:
    assert hits("@Vela www/Vela Vela.com Vela_x") == []


def test_the_end_of_a_sum_names_nobody() -> None:
    assert hits("It raised $7.3M, then $3M, from 3M.") == [("3M", "3M", False)]


def test_known_products_block_their_place() -> None:
    assert hits("They like ChatGPT.") == [("ChatGPT", None, True)]


def test_names_are_looked_up_whatever_their_case_and_accents() -> None:
    assert [known.name for known in Gazetteer(KNOWLEDGE).called("the VÉLA")] == ["Vela"]
    assert list(Gazetteer(KNOWLEDGE).called("Harbour")) == []
