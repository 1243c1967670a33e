import pytest
from hypothesis import given

from articles.extraction.roles import find_roles
from tests.extraction.prose import article, candidates, hostile_text


def roles_of(text: str) -> list[tuple[str, str, str | None, bool]]:
    return [
        (
            text[role.person.start : role.person.end],
            role.title,
            text[role.company.start : role.company.end] if role.company else None,
            role.past,
        )
        for role in find_roles(article(text), candidates(text))
    ]


@pytest.mark.parametrize(
    ("text", "person", "title", "company", "past"),
    [
        ("Vela CEO Jane Doe left.", "Jane Doe", "CEO", "Vela", False),
        ("Vela’s CEO Jane Doe left.", "Jane Doe", "CEO", "Vela", False),
        ("Vela's founder and CEO, Jane Doe, left.", "Jane Doe", "founder and CEO", "Vela", False),
        ("Vela co-founder and chief executive Jane Doe left.", "Jane Doe", "co-founder and chief executive", "Vela", False),
        ("Jane Doe, CEO of Vela, left.", "Jane Doe", "CEO", "Vela", False),
        ("Jane Doe, Vela’s chief financial officer, left.", "Jane Doe", "chief financial officer", "Vela", False),
        ("Jane Doe, the chief executive of Vela, left.", "Jane Doe", "chief executive", "Vela", False),
        ("Jane Doe, a partner at Norden, left.", "Jane Doe", "partner", "Norden", False),
        ("Jane Doe, 41, vice president of product at Vela, left.", "Jane Doe", "vice president of product", "Vela", False),
        ("Jane Doe (CEO of Vela) left.", "Jane Doe", "CEO", "Vela", False),
        ("Jane Doe is the chief technology officer at Vela.", "Jane Doe", "chief technology officer", "Vela", False),
        ("Jane Doe, who is head of research at Vela, left.", "Jane Doe", "head of research", "Vela", False),
        ("Jane Doe, who runs Vela, left.", "Jane Doe", "head", "Vela", False),
        ("Jane Doe co-founded Vela in a barn.", "Jane Doe", "co-founder", "Vela", False),
        ("Vela, founded by Jane Doe, makes arms.", "Jane Doe", "founder", "Vela", False),
        ("The CEO of Vela, Jane Doe, left.", "Jane Doe", "CEO", "Vela", False),
        ("The company’s CEO, Jane Doe, left.", "Jane Doe", "CEO", "company", False),
        ("Former Vela executive Jane Doe left.", "Jane Doe", "executive", "Vela", True),
        ("Vela’s former CEO Jane Doe left.", "Jane Doe", "CEO", "Vela", True),
        ("Jane Doe, formerly CTO of Vela, left.", "Jane Doe", "CTO", "Vela", True),
        ("Jane Doe was CEO of Vela until May.", "Jane Doe", "CEO", "Vela", True),
        ("Vela named Jane Doe CEO.", "Jane Doe", "CEO", "Vela", False),
        ("Jane Doe, chief executive officer at Vela, left.", "Jane Doe", "chief executive officer", "Vela", False),
        ("Jane Doe, CEO, Vela, said so.", "Jane Doe", "CEO", "Vela", False),
        ("Jane Doe, Vela’s Director of Investor Relations, left.", "Jane Doe", "Director of Investor Relations", "Vela", False),
        ("Jane Doe, director of Consumer Marketing at Vela, left.", "Jane Doe", "director of Consumer Marketing", "Vela", False),
        ("Jane Doe joined Vela as chief designer.", "Jane Doe", "chief designer", "Vela", False),
        ("Jane Doe has joined Vela in May as its chief designer.", "Jane Doe", "chief designer", "Vela", False),
        ("Jane Doe stepped down as CEO of Vela.", "Jane Doe", "CEO", "Vela", True),
        ("Jane Doe was named CEO of Vela.", "Jane Doe", "CEO", "Vela", False),
        ("Jane Doe has been promoted to chief operating officer of Vela.", "Jane Doe", "chief operating officer", "Vela", False),
        ("Jane Doe will take over as CEO of Vela.", "Jane Doe", "CEO", "Vela", False),
        ("Vela, which makes arms, appointed new CEO Jane Doe.", "Jane Doe", "CEO", "Vela", False),
        ("The departure of Vela’s head of research, Jane Doe, was a blow.", "Jane Doe", "head of research", "Vela", True),
        ("Vela CEO Jane Doe resigned in May.", "Jane Doe", "CEO", "Vela", True),
        ("Vela’s previous CEO Jane Doe came.", "Jane Doe", "CEO", "Vela", True),
        ("Norden Bank director Jane Doe left.", "Jane Doe", "director", "Norden Bank", False),
        ("Jane Doe, an adviser to Norden, left.", "Jane Doe", "adviser", "Norden", False),
        ("Jane Doe, founder of Norden’s Money Lab, left.", "Jane Doe", "founder", None, False),
        ("Jane Doe, editor in chief of Daily Ledger, left.", "Jane Doe", "editor in chief", "Daily Ledger", False),
        ("Analyst Jane Doe doubts it.", "Jane Doe", "Analyst", None, False),
        ("Former U.S. President Jane Doe came.", "Jane Doe", "President", None, True),
        ("Brimstone CEO Jane Doe left.", "Jane Doe", "CEO", "Brimstone", False),
        ("Jane Doe, manager of design for Brimstone at Vela, left.", "Jane Doe", "manager of design", "Vela", False),
        ("The analyst Jane Doe of Norden left.", "Jane Doe", "analyst", "Norden", False),
        ("Vela on Monday named Jane Doe chief executive.", "Jane Doe", "chief executive", "Vela", False),
        ("Finance chief Jane Doe and Omar Reyes left.", "Jane Doe", "Finance chief", None, False),
        ("They wrote to Gov. Jane Doe.", "Jane Doe", "governor", None, False),
        ("Jane Doe, a former engineer at the Oslo company, left.", "Jane Doe", "engineer", "company", True),
        ("Jane Doe, who has sailed since 2013, will become chair of Vela.", "Jane Doe", "chair", "Vela", False),
        ("Jane Doe, 29, was a manager at Vela.", "Jane Doe", "manager", "Vela", True),
        ("Jane Doe was most recently vice president at Vela.", "Jane Doe", "vice president", "Vela", True),
        ("Jane Doe, an ornithologist at Norden, left.", "Jane Doe", "ornithologist", "Norden", False),
        ("The chair of Vela, Dame Jane Doe, left.", "Jane Doe", "chair", "Vela", False),
        ("Jane Doe, the face of its ferries, becomes chair of Vela.", "Jane Doe", "chair", "Vela", False),
        ("Jane Doe, who was at sea in May, is chair of Vela.", "Jane Doe", "chair", "Vela", False),
        ("Jane Doe spent ten years at Vela, most recently as head of design.", "Jane Doe", "head of design", "Vela", True),
        ("Jane Doe started Vela in a barn.", "Jane Doe", "founder", "Vela", False),
        ("Jane Doe, who heads the company’s boat business, left.", "Jane Doe", "head of the boat business", "company", False),
        ("Jane Doe, who runs its research lab, left.", "Jane Doe", "head of the research lab", "its", False),
        ("The university’s vice provost, Jane Doe, left.", "Jane Doe", "vice provost", "university", False),
    ],
)  # fmt: skip
def test_titles(text: str, person: str, title: str, company: str | None, past: bool) -> None:  # noqa: FBT001
    assert roles_of(text) == [(person, title, company, past)]


def test_two_holders_of_one_title() -> None:
    assert roles_of("Vela co-founders Jane Doe and Omar Reyes left.") == [
        ("Jane Doe", "co-founder", "Vela", False),
        ("Omar Reyes", "co-founder", "Vela", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, who founded Vela with Omar Reyes in 2018, left.",
        "Jane Doe founded Vela in 2018 with her brother, Mr. Omar Reyes.",
        "Jane Doe and Omar Reyes founded Vela.",
        "Vela was founded by Jane Doe and Omar Reyes.",
    ],
)
def test_those_who_founded_a_company_together(text: str) -> None:
    assert roles_of(text) == [
        ("Jane Doe", "founder", "Vela", False),
        ("Omar Reyes", "founder", "Vela", False),
    ]


@pytest.mark.parametrize(
    ("verb", "past"),
    [("replaced", True), ("succeeds", True), ("will succeed", False), ("is to replace", False)],
)
def test_who_takes_the_place_of_another_has_the_title_too(verb: str, past: bool) -> None:  # noqa: FBT001
    assert roles_of(f"Jane Doe {verb} Mr. Omar Reyes as CEO of Vela.") == [
        ("Jane Doe", "CEO", "Vela", False),
        ("Omar Reyes", "CEO", "Vela", past),
    ]


def test_two_people_with_a_title_each() -> None:
    assert roles_of("Jane Doe, CEO of Vela, and Omar Reyes, an analyst at Norden, met.") == [
        ("Jane Doe", "CEO", "Vela", False),
        ("Omar Reyes", "analyst", "Norden", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe met the CEO of Vela.",
        "Jane Doe and the leaders of Norden met.",
        "Jane Doe wants to head home. Vela makes arms.",
        "The board told Jane Doe that a new chief executive was needed.",
        "Jane Doe’s complaints about executives at Vela were heard.",
        "Jane Doe likes Vela, but company boss Zed says no.",
        "Jane Doe, a consultant-turned-sailor, left.",
        "Vela makes arms.",
        "",
    ],
)
def test_people_without_a_title(text: str) -> None:
    assert roles_of(text) == []


def test_the_sentence_that_says_so_is_kept() -> None:
    text = "It rained. Vela CEO Jane Doe left. It rained again."
    (role,) = find_roles(article(text), candidates(text))
    assert text[role.sentence.start : role.sentence.end] == "Vela CEO Jane Doe left."


@given(hostile_text)
def test_any_text_gives_roles_that_lie_in_it(text: str) -> None:
    for role in find_roles(article(text), candidates(text)):
        assert role.sentence.start <= role.person.start < role.person.end <= role.sentence.end <= len(text)
        assert role.title.strip()
        assert (
            role.company is None
            or role.sentence.start <= role.company.start < role.company.end <= role.sentence.end
        )
