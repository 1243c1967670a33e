from hypothesis import given

from articles.extraction.findings import FoundRole, Span
from articles.extraction.roles import find_roles
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.positions import bind_roles
from tests.extraction.prose import article, candidates, hostile_text, mentions


def roles(text: str) -> list[tuple[str, str, str | None]]:
    parsed = article(text)
    bound = bind_roles(parsed, find_roles(parsed, candidates(text)), mentions(text))
    return [(role.person.name, role.title, role.company.name if role.company else None) for role in bound]


def test_a_role_said_twice_is_one() -> None:
    assert roles("Vela CEO Jane Doe came. Doe, CEO of Vela Robotics, left.") == [
        ("Jane Doe", "CEO", "Vela Robotics")
    ]


def test_the_company_is_the_one_spoken_of() -> None:
    assert roles("Vela grew. The company’s CEO, Jane Doe, was glad.") == [
        ("Jane Doe", "CEO", "Vela Robotics")
    ]
    assert roles("Vela grew. Its founder Jane Doe was glad.") == [("Jane Doe", "founder", "Vela Robotics")]


def test_the_company_is_the_one_that_the_article_is_about() -> None:
    text = "Vela grew. Vela shipped. Vela took money from Norden Bank.\n\n"
    assert roles(text + "“We ship,” the company’s CEO, Jane Doe, said.") == [
        ("Jane Doe", "CEO", "Vela Robotics")
    ]
    assert roles(text + "Norden Bank paid. The firm’s partner, Jane Doe, came.") == [
        ("Jane Doe", "partner", "Norden Bank")
    ]
    assert roles(text + "Norden Bank paid, and CEO Jane Doe came.") == [("Jane Doe", "CEO", None)]


def test_a_bare_title_belongs_to_the_company_that_the_article_is_about() -> None:
    text = "Vela grew. Vela shipped. Norden paid. Vela grew more. CEO Jane Doe was glad."
    assert roles(text) == [("Jane Doe", "CEO", "Vela Robotics")]
    assert roles(text.replace("Vela grew more", "Norden paid more")) == [("Jane Doe", "CEO", None)]
    assert roles(text.replace("CEO", "Senator")) == [("Jane Doe", "Senator", None)]


def test_only_companies_stand_between_a_title_and_the_company_of_the_article() -> None:
    text = "Vela grew. Vela shipped. Vela grew more.\n\nVela wrote to the {}. Jane Doe, the managing director, was glad."
    assert roles(text.format("Port Authority Commission")) == [
        ("Jane Doe", "managing director", "Vela Robotics")
    ]
    assert roles(text.format("Norden Bank")) == [("Jane Doe", "managing director", None)]


def test_a_company_that_somebody_left_is_not_the_one_spoken_of() -> None:
    text = "Vela grew. Vela shipped. Vela grew more.\n\nVela chose Jane Doe, a former Norden Bank manager, "
    assert roles(text + "and she becomes chair.") == [("Jane Doe", "manager", "Norden Bank")]
    assert roles(text + "to replace Omar Reyes as CEO.") == [
        ("Jane Doe", "manager", "Norden Bank"),
        ("Jane Doe", "CEO", "Vela Robotics"),
        ("Omar Reyes", "CEO", "Vela Robotics"),
    ]
    hired = "Vela grew. Vela shipped.\n\nIn May it hired Jane Doe, who was formerly manager of Norden Bank, as its own chair."
    assert ("Jane Doe", "chair", "Vela Robotics") in roles(hired)


def test_the_bank_and_its_people_are_of_the_bank_named_before() -> None:
    text = "Vela grew. Vela shipped. Norden Bank waits.\n\nVela grew more. "
    assert roles(text + "The bank’s chair, Jane Doe, was glad.") == [("Jane Doe", "chair", "Norden Bank")]
    assert roles(text + "The bank is glad, its chair, Jane Doe, said.") == [
        ("Jane Doe", "chair", "Norden Bank")
    ]


def test_its_means_the_one_organisation_of_the_sentence() -> None:
    text = "Vela grew. Vela shipped. Vela grew more.\n\nNorden Bank waits, its adviser, Jane Doe, said."
    assert roles(text) == [("Jane Doe", "adviser", "Norden Bank")]


def test_a_bare_title_belongs_to_the_company_within_which_the_sentence_is() -> None:
    text = "Vela grew. Vela shipped. Vela grew more.\n\n"
    assert roles(text + "At Norden Bank, founder Jane Doe was glad.") == [
        ("Jane Doe", "founder", "Norden Bank")
    ]
    assert roles(text + "It was bought by Norden Bank, and founder Jane Doe was glad.") == [
        ("Jane Doe", "founder", None)
    ]


def test_a_title_of_something_that_nobody_knows_belongs_to_no_other() -> None:
    text = "Vela grew. Vela shipped. Jane Doe, a founder of the platform Brimstone, was glad."
    assert roles(text) == [("Jane Doe", "founder", None)]


def test_a_company_that_nobody_knows_is_left_out() -> None:
    assert roles("Vela grew. Brimstone CEO Jane Doe was glad.") == [("Jane Doe", "CEO", None)]


def test_somebody_who_could_be_two_people_holds_no_role() -> None:
    text = "Vela CEO Doe left."
    several = Entity("Doe", "doe", EntityKind.PERSON, linked=False)
    found = FoundRole(Span(9, 12), "CEO", None, past=False, sentence=Span(0, len(text)))
    assert bind_roles(article(text), [found], [Mention(Span(9, 12), several, 0.5, "surname")]) == ()


@given(hostile_text)
def test_any_text(text: str) -> None:
    parsed = article(text)
    for role in bind_roles(parsed, find_roles(parsed, candidates(text)), mentions(text)):
        assert role.person.kind is EntityKind.PERSON
        assert role.company is None or role.company.kind is not EntityKind.PERSON
