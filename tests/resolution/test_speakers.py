import pytest
from hypothesis import given

from articles.extraction.findings import FoundQuote, Span
from articles.extraction.quotes import find_quotes
from articles.resolution.links import Entity, EntityKind, Mention, SpeakerKind
from articles.resolution.speakers import bind_quotes
from tests.extraction.prose import article, candidates, hostile_text, mentions


def speakers(text: str) -> list[str | None]:
    parsed = article(text)
    quotes = bind_quotes(parsed, find_quotes(parsed, candidates(text)), mentions(text))
    return [quote.speaker.name if quote.speaker else None for quote in quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We ship,” Jane Doe said.", "Jane Doe"),
        ("Jane Doe founded it.\n\n“We ship,” Doe said.", "Jane Doe"),
        ("“We ship,” Vela founder Jane Doe said.", "Jane Doe"),
        ("“We ship,” said Vela.", "Vela Robotics"),
        ("“We ship,” a spokesperson for Vela said.", "Vela Robotics"),
        ("“We ship,” a Vela spokeswoman said.", "Vela Robotics"),
        ("Vela had a good year.\n\n“We ship,” the company said.", "Vela Robotics"),
        ("Vela had a good year.\n\n“We ship,” it said in a statement.", "Vela Robotics"),
        ("Vela had a good year.\n\n“We ship,” a company spokesperson said.", "Vela Robotics"),
        ("The Port Authority Commission sued Vela.\n\n“They ship,” the commission said.", "Port Authority Commission"),
        ("Jane Doe came.\n\n“We ship,” she said.", "Jane Doe"),
        ("Jane Doe met Omar Reyes.\n\n“We ship,” he said.", "Omar Reyes"),
        ("Omar Reyes met Jane Doe.\n\n“We ship,” she said.", "Jane Doe"),
        ("Omar Reyes left, and Tom Becker came.\n\nBecker smiled at a friend of Reyes.\n\n“We ship,” he said.", "Tom Becker"),
        ("Morgan Hale came.\n\n“We ship,” she said.", "Morgan Hale"),
        ("Omar Reyes left Norden.\n\n“We ship,” his statement said.", "Omar Reyes"),
        ("“Tom Becker is a friend,” Omar Reyes said.\n\n“I trust him,” he said.", "Omar Reyes"),
        ("Omar Reyes ruled. Still, he denied Tom Becker’s request.\n\n“We ship,” he wrote.", "Omar Reyes"),
        ("Omar Reyes ships. The name of Tom Becker’s boat is on the wall.\n\n“We ship,” he said.", "Omar Reyes"),
        ("Priya Nair came (Omar Reyes / Ostrava Wire).\n\n“We ship,” the veteran sailor said.", "Priya Nair"),
        ("Ms. Hale met Jane Doe’s son.\n\n“We ship,” she said.", "Morgan Hale"),
        ("Omar Reyes came. Jane Doe did too.\n\n“We ship,” the 43-year-old said.", "Jane Doe"),
        ("Jane Doe is back. Doe brought Omar Reyes along.\n\n“We ship,” the lanky, freckled sailor said.", "Jane Doe"),
        ("Omar Reyes, a professor of law, came. So did Jane Doe.\n\n“We ship,” the professor said.", "Omar Reyes"),
        ("Jane Doe came, and Vela CEO Omar Reyes too. So did Priya Nair.\n\n“We ship,” the Vela CEO said.", "Omar Reyes"),
        ("Tom Becker ships.\n\nIn my colleague Omar Reyes’s review of the boat, he said, “We ship.”", "Omar Reyes"),
        ("Tribune columnist Omar Reyes came. So did Jane Doe.\n\n“We ship,” said the columnist.", "Omar Reyes"),
    ],
)  # fmt: skip
def test_who_it_was(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“We ship,” a friend said.",
        "Vela came. “We ship,” Doe’s lawyer said.",
        "Jane Doe and Omar Reyes came.\n\n“We ship,” they said.",
        "Vela sued.\n\n“They ship,” the commission said.",
        "“We ship it today.”",
        "Jane Doe came.\n\n“We ship,” he said.",
        "Jane Doe said he heard students shout, “We ship!”",
        "Jane Doe came.\n\n“We ship,” the man said.",
        "Jane Doe came.\n\n“We ship,” the bent old letter said.",
        "Morgan Hale came, and Hale sold her boat.\n\n“We ship,” he said.",
    ],
)
def test_nobody_can_be_told(text: str) -> None:
    parsed = article(text)
    (quote,) = bind_quotes(parsed, find_quotes(parsed, candidates(text)), mentions(text))
    assert (quote.speaker, quote.speaker_kind) == (None, SpeakerKind.UNNAMED)


def test_a_split_quote_has_one_speaker() -> None:
    assert speakers("“We ship,” Jane Doe said. “It took a year.”\n\n“Or even two.”") == ["Jane Doe"] * 3


def test_kinds_of_speakers() -> None:
    text = "“We ship,” Jane Doe said.\n\n“They ship,” said Norden Bank.\n\n“Who ships?” a boy asked."
    parsed = article(text)
    bound = bind_quotes(parsed, find_quotes(parsed, candidates(text)), mentions(text))
    assert [quote.speaker_kind for quote in bound] == [
        SpeakerKind.PERSON,
        SpeakerKind.COMPANY,
        SpeakerKind.UNNAMED,
    ]


def test_a_stranger_takes_the_pronouns_that_follow() -> None:
    text = "Jane Doe came.\n\n“We ship,” a witness said. It was cold.\n\n“Or we sink,” she said."
    assert speakers(text) == [None, None]


def test_a_name_of_one_word_is_said_as_it_stands() -> None:
    text = "“We ship,” Doe said."
    alone = Entity("Doe", "doe", EntityKind.PERSON, linked=False)
    found = FoundQuote(Span(1, 9), Span(11, 14), "said", partial=False, confidence=0.9)
    (quote,) = bind_quotes(article(text), [found], [Mention(Span(11, 14), alone, 0.5, "model")])
    assert (quote.speaker, quote.speaker_kind) == (alone, SpeakerKind.PERSON)


def test_a_name_that_is_no_mention_is_found_by_its_surname() -> None:
    text = "Jane Doe came. “We ship,” Doe said."
    (quote,) = bind_quotes(article(text), find_quotes(article(text), ()), mentions(text)[:1])
    assert quote.speaker is not None
    assert quote.speaker.name == "Jane Doe"


@pytest.mark.parametrize(
    "text",
    [
        "Okoro, a young sailor, did not come.\n\n“We ship,” he said.",
        "Okoro told the crew that he was ill.\n\n“We ship,” Okoro said.",
        "Tom Becker came. Okoro didn’t mind.\n\n“We ship,” he said.",
    ],
)
def test_somebody_whom_nothing_knows_is_called_as_the_text_does(text: str) -> None:
    parsed = article(text)
    (quote,) = bind_quotes(parsed, find_quotes(parsed, candidates(text)), mentions(text))
    assert quote.speaker == Entity("Okoro", "okoro", EntityKind.PERSON, linked=False)


@pytest.mark.parametrize(
    "text",
    [
        "Okoro grew.\n\n“We ship,” Okoro said.",
        "Silence, a friend of ours, and silence again.\n\n“We ship,” Silence said.",
    ],
)
def test_a_capital_alone_makes_nobody(text: str) -> None:
    parsed = article(text)
    (quote,) = bind_quotes(parsed, find_quotes(parsed, candidates(text)), mentions(text))
    assert quote.speaker is None


@given(hostile_text)
def test_any_text(text: str) -> None:
    parsed = article(text)
    found = find_quotes(parsed, candidates(text))
    bound = bind_quotes(parsed, found, mentions(text))
    assert [quote.span for quote in bound] == [quote.span for quote in found]
    assert all((quote.speaker is None) == (quote.speaker_kind is SpeakerKind.UNNAMED) for quote in bound)
