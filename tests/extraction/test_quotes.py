import pytest
from hypothesis import given

from articles.extraction.findings import Candidate, FoundQuote, Label, Span
from articles.extraction.quotes import find_quotes
from articles.text.article import Block, BlockKind, ParsedArticle
from tests.extraction.prose import article, candidates, hostile_text


def words(text: str, place: Span | None) -> str | None:
    return text[place.start : place.end] if place else None


def quotes_of(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Each quote with the words that name its speaker, and the cue."""
    found = find_quotes(article(text), candidates(text))
    return [(words(text, quote.span), words(text, quote.speaker), quote.cue) for quote in found]


def only(text: str) -> FoundQuote:
    (found,) = find_quotes(article(text), candidates(text))
    return found


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        ("“We ship in May,” Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ('"We ship in May," Jane Doe said.', "We ship in May,", "Jane Doe", "said"),
        ("‘We ship in May,’ Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ("'We ship in May,' Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ("«We ship in May,» Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ("„We ship in May,“ Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ("``We ship in May,'' Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ('“We ship in May," Jane Doe said.', "We ship in May,", "Jane Doe", "said"),
        ("”We ship in May,” Jane Doe said.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May”, said Jane Doe.", "We ship in May", "Jane Doe", "said"),
        ("“Will it ship?” asked Omar Reyes.", "Will it ship?", "Omar Reyes", "asked"),
        ("“It shipped!” Omar Reyes exclaimed.", "It shipped!", "Omar Reyes", "exclaimed"),
        ("Jane Doe said: “We ship in May.”", "We ship in May.", "Jane Doe", "said"),
        ("Jane Doe said, “We ship in May.”", "We ship in May.", "Jane Doe", "said"),
        ("Jane Doe told Ostrava Wire on Monday: “We ship in May.”", "We ship in May.", "Jane Doe", "told"),
        ("Jane Doe wrote in a post on her site, “We ship in May.”", "We ship in May.", "Jane Doe", "wrote"),
        ("“We ship in May,” Jane Doe, the founder of Vela, told Ostrava Wire.", "We ship in May,", "Jane Doe", "told"),
        ("“We ship in May,” said Vela founder Jane Doe in a statement.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May,” said the company’s founder, Jane Doe.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May,” according to Jane Doe.", "We ship in May,", "Jane Doe", "according to"),
        ("“We ship in May,” as Jane Doe put it.", "We ship in May,", "Jane Doe", "put"),
        ("“We ship in May,” Vela chief executive Jane Doe has said.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May,” Jane Doe, who founded Vela in 2019, said on Friday.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May,” Jane Doe of Vela said.", "We ship in May,", "Jane Doe", "said"),
        ("“We ship in May,” Doe’s partner, Omar Reyes, said.", "We ship in May,", "Omar Reyes", "said"),
        ("“We ship in May,” says Doe’s partner, Omar Reyes.", "We ship in May,", "Omar Reyes", "says"),
        ("“We ship in May,” she said.", "We ship in May,", "she", "said"),
        ("“We ship in May,” the company said in a statement.", "We ship in May,", "the company", "said"),
        ("“We ship in May,” a spokesperson for Vela said.", "We ship in May,", "a spokesperson for Vela", "said"),
        ("“We ship in May,” said a spokesperson for Vela.", "We ship in May,", "a spokesperson for Vela", "said"),
        ("“We ship in May,” Vela tweeted.", "We ship in May,", "Vela", "tweeted"),
        ("“We ship in May,” points out Omar Reyes.", "We ship in May,", "Omar Reyes", "points"),
        ("“We ship in May,” a friend, who asked not to be named, said.", "We ship in May,", "a friend", "said"),
        ("But Zed Kravitz said “we are not there yet.”", "we are not there yet.", "Zed Kravitz", "said"),
        ('“We are proud of the 5.5" screen,” Jane Doe said.', 'We are proud of the 5.5" screen,', "Jane Doe", "said"),
    ],
)  # fmt: skip
def test_one_quote_and_who_said_it(text: str, quote: str, speaker: str, cue: str) -> None:
    assert quotes_of(text) == [(quote, speaker, cue)]


def test_paragraphs_of_one_speech_are_whose_the_last_one_says() -> None:
    text = (
        "“It is late,” Omar Reyes said.\n\n“We began in a barn.\n\n“It was a cold one. "
        "We had a stove.\n\n“In spring we moved,” said Jane Doe."
    )

    assert [speaker for _, speaker, _ in quotes_of(text)] == [
        "Omar Reyes",
        "Jane Doe",
        "Jane Doe",
        "Jane Doe",
    ]


def test_a_speech_that_ends_is_not_given_to_the_next_speaker() -> None:
    ended = "“It is late,” Omar Reyes said.\n\n“We began in a barn.”\n\n“In spring we moved,” said Jane Doe."
    parted = (
        "“It is late,” Omar Reyes said.\n\n“We began in a barn.\n\nIt rained.\n\n“We moved,” said Jane Doe."
    )

    for text in (ended, parted):
        assert [speaker for _, speaker, _ in quotes_of(text)] == ["Omar Reyes", "Omar Reyes", "Jane Doe"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "“We ship,” Jane Doe said. “It took a year.”",
            [("We ship,", "Jane Doe", "said"), ("It took a year.", "Jane Doe", None)],
        ),
        (
            "“We ship,” Jane Doe said, “when it is ready.”",
            [("We ship,", "Jane Doe", "said"), ("when it is ready.", "Jane Doe", "said")],
        ),
        (
            "“I told him ‘go home’ and he went,” Omar Reyes said.",
            [("I told him ‘go home’ and he went,", "Omar Reyes", "said")],
        ),
        (
            "“I told him “go home” and he went,” Omar Reyes said.",
            [("I told him “go home” and he went,", "Omar Reyes", "said")],
        ),
        (
            "“We began in a barn,” Jane Doe said.\n\n“It was cold.”",
            [("We began in a barn,", "Jane Doe", "said"), ("It was cold.", "Jane Doe", None)],
        ),
        (
            "Jane Doe said: “We began in a barn.\n\n“It was a cold one.”",
            [("We began in a barn.", "Jane Doe", "said"), ("It was a cold one.", "Jane Doe", None)],
        ),
        (
            "Omar Reyes said the barn was too small.\n\n“We could not stand up in it.”",
            [("We could not stand up in it.", "Omar Reyes", None)],
        ),
        (
            "“It is fine.” Omar Reyes said it rained.",
            [("It is fine.", None, None)],
        ),
        (
            "“It is fine.” Omar Reyes said on Monday.",
            [("It is fine.", "Omar Reyes", "said")],
        ),
        (
            "“It is fine,” Jane Doe said.\n\n“It is not,” said Omar Reyes.",
            [("It is fine,", "Jane Doe", "said"), ("It is not,", "Omar Reyes", "said")],
        ),
        (
            "The placards read: “Leave the harbour alone” and “We live here too.”",
            [("Leave the harbour alone", "The placards", "read"), ("We live here too.", "The placards", None)],
        ),
    ],
)  # fmt: skip
def test_several_quotes(text: str, quotes: list[tuple[str, str | None, str | None]]) -> None:
    assert quotes_of(text) == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "In any long job there are bad days, and we had some,” Doe said. “But on the whole it was good.”",
            ["In any long job there are bad days, and we had some,", "But on the whole it was good."],
        ),
        (
            'In any long job there are bad days, and we had some," Doe said. "But on the whole it was good."',
            ["In any long job there are bad days, and we had some,", "But on the whole it was good."],
        ),
        ("“We had bad days, Doe said.", ["We had bad days,"]),
        ("“We had bad days, Doe said. “But on the whole it was good.”", ["We had bad days,", "But on the whole it was good."]),
        ("“We had bad days,” Doe said. But on the whole it was good.”", ["We had bad days,", "But on the whole it was good."]),
        ("“We had bad days.", ["We had bad days."]),
        ("Doe said: “We had bad days.", ["We had bad days."]),
    ],
)  # fmt: skip
def test_a_missing_mark_costs_no_quote(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _, _ in quotes_of(text)] == quotes


@pytest.mark.parametrize(
    ("text", "quote", "cue"),
    [
        ("Doe described the talks with Norden as “fruitful” and flew home.", "fruitful", "described"),
        ("Doe called the offer “laughable” on Friday.", "laughable", "called"),
        ("Doe said the robots were “not remotely ready” for hospitals.", "not remotely ready", "said"),
        (
            "Doe said that “to date, nobody has been hurt by one.”",
            "to date, nobody has been hurt by one.",
            "said",
        ),
        ("According to Doe, the plan “was never mine.”", "was never mine.", "according to"),
        ("The plan was dismissed by Doe as “a bad joke” last week.", "a bad joke", "dismissed"),
    ],
)
def test_a_fragment_in_a_sentence_of_the_writers_is_partial(text: str, quote: str, cue: str) -> None:
    found = only(text)
    assert (text[found.span.start : found.span.end], found.cue, found.partial) == (quote, cue, True)
    assert found.speaker is not None
    assert text[found.speaker.start : found.speaker.end] == "Doe"


def test_a_whole_sentence_is_not_partial() -> None:
    assert not only("Doe said: “We ship in May.”").partial


def test_a_long_fragment_belongs_to_nobody_rather_than_to_the_wrong_one() -> None:
    found = only(
        "Its decline can be put down to “a growing unease with robots in public hospitals” rather than to price."
    )
    assert (found.speaker, found.cue, found.partial) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Vela’s “smart” arms are sold in ten countries.",
        "The film “The Last Harbour” was shot there.",
        "Their song, called “Rust and Rain,” was played twice.",
        "An app named “Tidal Clock” shows the tide.",
        "Riley “Ace” Norman won the race.",
        'It has a 5.5" screen and a 10" keyboard.',
        "The companies’ robots and the workers’ robots met.",
        "It was the '90s, and rock 'n' roll was over.",
        "Doe spoke on Norden’s “Meet the Makers” on Sunday.",
        "Doe said on CBT’ “Meet the Makers.”",
        "The so-called “harbour tax” was dropped.",
        "“Dawn”",
        "",
        "“”",
        '"',
    ],
)  # fmt: skip
def test_scare_quotes_titles_and_inches_are_no_quotes(text: str) -> None:
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It shipped,” the lanky, freckled sailor said.", "the lanky, freckled sailor"),
        ("Jane Doe told the crew before slamming Norden. “It shipped in May.”", "Jane Doe"),
        ("Jane Doe heard sailors shout: “It shipped.”", "sailors"),
        ("“It shipped,” says CEO and co-founder Jane Doe, waving.", "Jane Doe"),
        ("“It shipped,” said Vela cofounder and Executive Chairman Jane Doe.", "Jane Doe"),
        (
            "“It shipped,” Vela’s chief economist and head of the lab, Jane Doe, told Ostrava Wire.",
            "Jane Doe",
        ),
        ("Jane Doe says that a drawing of all the parts helps explain it. “It shipped in May.”", "Jane Doe"),
        ("On Monday, Norden opened no books, but said “the ship is safe and sound.”", "Norden"),
    ],
)
def test_places_of_speakers(text: str, speaker: str) -> None:
    assert quotes_of(text)[-1][1] == speaker


def test_a_name_that_is_a_verb_too_is_a_name() -> None:
    text = "“It shipped,” Offer said."
    offer = Candidate(Span(14, 19), "Offer", Label.PERSON, (), 0.9)
    (quote,) = find_quotes(article(text), [offer])
    assert (words(text, quote.speaker), quote.cue) == ("Offer", "said")


def test_words_that_only_look_like_verbs_have_no_say() -> None:
    text = "“We were misled,” the civil claim said. READ MORE: Vela’s ‘bad’ year"
    assert quotes_of(text) == [("We were misled,", "the civil claim", "said")]


def test_a_sentence_that_goes_on_with_somebody_not_understood_is_not_given_to_the_one_before() -> None:
    text = "Jane Doe said it was late.\n\n“It is too late,” members of the crew in orange jackets shout in unison."
    assert quotes_of(text)[0][1] != "Jane Doe"


def test_what_a_colon_leads_to_is_not_given_to_the_one_before() -> None:
    text = "Jane Doe said it was late.\n\nThe sign on the gate was clear: “We are closed.”"
    assert quotes_of(text) == [("We are closed.", None, None)]


def test_quotes_in_cut_furniture_are_left_alone() -> None:
    text = "“Subscribe today,” Jane Doe said."
    cut = ParsedArticle(text, "", (), None, (Block(BlockKind.BOILERPLATE, 0, len(text)),))
    assert find_quotes(cut, candidates(text)) == ()


def test_a_heading_is_no_speech_unless_it_says_whose() -> None:
    assert quotes_of("# “It is not over yet.”") == []
    assert quotes_of("# “It is not over,” Doe said") == [("It is not over,", "Doe", "said")]


def test_a_name_is_surer_than_a_pronoun_and_a_pronoun_surer_than_silence() -> None:
    named = only("“We ship in May,” Jane Doe said.").confidence
    pronoun = only("“We ship in May,” she said.").confidence
    floating = only("“We ship in May.”").confidence
    assert 1 >= named > pronoun > floating > 0


def test_who_spoke_long_ago_does_not_speak_now() -> None:
    far = "Jane Doe said little.\n\n" + "\n\n".join(["It rained."] * 8) + "\n\n“We began in a barn.”"
    assert quotes_of(far) == [("We began in a barn.", None, None)]


@pytest.mark.parametrize(
    "piece",
    ["“", '"', "'", "“a ", '"a," said ', "”.", "said ", "“Doe said, ", "‘a’ ", "the ", "Ab ", " also"],
)
def test_a_flood_of_marks_ends(piece: str) -> None:
    text = piece * 3_000
    spans = [found.span for found in find_quotes(article(text), ())]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(hostile_text)
def test_any_text_gives_quotes_that_lie_in_it_and_apart(text: str) -> None:
    places = [Candidate(Span(at, at + 1), text[at], Label.PERSON, (), 0.5) for at in range(0, len(text), 7)]
    for names in (candidates(text), places):
        end = 0
        for found in find_quotes(article(text), names):
            assert end <= found.span.start < found.span.end <= len(text)
            assert text[found.span.start : found.span.end].strip() == text[found.span.start : found.span.end]
            assert found.speaker is None or 0 <= found.speaker.start < found.speaker.end <= len(text)
            assert 0 <= found.confidence <= 1
            end = found.span.end
