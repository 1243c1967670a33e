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
