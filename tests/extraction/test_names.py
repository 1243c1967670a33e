from articles.extraction.findings import Candidate, Label
from articles.extraction.model import ModelName
from articles.extraction.names import find_names, is_short_for
from articles.text.article import Block, BlockKind, ParsedArticle


def article(*paragraphs: str, title: str = "") -> ParsedArticle:
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    blocks, start = [], 0
    for number, block in enumerate(text.split("\n\n")):
        kind = BlockKind.TITLE if title and not number else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(block)))
        start += len(block) + 2
    return ParsedArticle(text, title, (), None, tuple(blocks))


def proposals(given: ParsedArticle, **labels: str) -> list[ModelName]:
    """The last place of each name, with `_` for a blank, as the model would give it."""
    found = []
    for name, label in labels.items():
        start = given.text.rindex(name.replace("_", " "))
        found.append(ModelName(start, start + len(name), label))
    return sorted(found)


def read(given: ParsedArticle, **labels: str) -> list[Candidate]:
    return list(find_names(given, proposals(given, **labels)))


def labels_of(candidates: list[Candidate]) -> dict[str, Label]:
    return {candidate.text: candidate.label for candidate in candidates}


def test_all_places_of_a_name_have_one_label() -> None:
    given = article("The startup Vela grew.", "It was good for Vela, they say.")
    found = read(given)
    assert [candidate.text for candidate in found] == ["Vela", "Vela"]
    assert {candidate.label for candidate in found} == {Label.ORGANISATION}


def test_a_surname_is_read_as_the_full_name() -> None:
    given = article("Ana Petrov left.", "In the end Petrov agreed.")
    assert labels_of(read(given, Ana_Petrov="PERSON", Petrov="ORG")) == {
        "Ana Petrov": Label.PERSON,
        "Petrov": Label.PERSON,
    }


def test_a_short_form_is_read_as_the_long_name() -> None:
    given = article("Vela Robotics Inc. grew.", "It is hard for Vela.")
    assert labels_of(read(given, Vela="PERSON"))["Vela"] is Label.ORGANISATION


def test_what_brackets_introduce_is_read_as_the_name_before() -> None:
    given = article("The Norvane Association of Bakers (NAB) met.", "So did NAB.")
    assert labels_of(read(given, Norvane_Association_of_Bakers="ORG", NAB="GPE"))["NAB"] is Label.ORGANISATION


def test_products_and_abbreviations_are_no_organisations() -> None:
    given = article("They use AI and ChatGPT at work.")
    assert set(labels_of(read(given, AI="ORG", ChatGPT="ORG")).values()) == {Label.OTHER}


def test_a_headline_names_what_the_body_bears_out() -> None:
    given = article("The startup Vela will grow.", title="Strong Vela Growth Will Lift Hopes")
    start = given.text.index("Strong")
    found = find_names(given, [ModelName(start, start + len("Strong Vela Growth"), "ORG")])
    assert [candidate.text for candidate in found] == ["Vela", "Vela"]


def test_a_sentence_full_of_names_is_no_headline() -> None:
    given = article("Mr Hale, Norvane Works' chief, replaces Ana Petrov.")
    found = labels_of(read(given, Ana_Petrov="PERSON"))
    assert found["Ana Petrov"] is Label.PERSON


def test_boilerplate_is_not_read() -> None:
    given = article("The startup Vela grew.")
    given = ParsedArticle(given.text, "", (), None, (Block(BlockKind.BOILERPLATE, 0, len(given.text)),))
    assert read(given) == []


def test_initials_stand_for_a_name() -> None:
    assert is_short_for("KAM", "Kenya Association of Manufacturers")
    assert not is_short_for("XAM", "Kenya Association of Manufacturers")
    assert not is_short_for("--", "Kenya")


def test_letters_that_shorten_a_term_are_no_organisation() -> None:
    given = article("The “Velmore Plan” (VLP) began; it is a plan.", "They read the VLP.")
    assert labels_of(read(given, VLP="ORG"))["VLP"] is not Label.PERSON
    assert {
        it.confidence < 0.7 or it.label is Label.OTHER for it in read(given, VLP="ORG") if it.text == "VLP"
    } == {True}
