import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.findings import Candidate, Findings, Label, Span
from articles.resolution.knowledge import Knowledge, Known
from articles.resolution.links import EntityKind, Links, Mention
from articles.resolution.resolve import Resolver, resolve
from articles.resolution.trust import believed
from articles.text.article import Block, BlockKind, ParsedArticle

KNOWLEDGE = Knowledge(
    (
        Known("Vela", EntityKind.COMPANY, ("Vela Robotics",)),
        Known("Harbour Rail", EntityKind.COMPANY, (), ("HR",)),
        Known("Harbour", EntityKind.COMPANY, ("Harbour Inc",), ("Harbour",)),
        Known("The Daily Lantern", EntityKind.MEDIA, ("Daily Lantern",)),
        Known("Ana Petrov", EntityKind.PERSON, (), ("Petrov",)),
    ),
    "1",
)
RESOLVER = Resolver(KNOWLEDGE)
STRONG = ("company before", "company verb")


def read(text: str, *names: tuple[str, Label, tuple[str, ...]], cited: str = "") -> Links:
    """The links of a paragraph in which each name is a candidate wherever it stands, a likelier one with evidence."""
    candidates = [
        Candidate(Span(start, start + len(name)), name, label, ("model", *evidence), 0.8 if evidence else 0.5)
        for name, label, evidence in names
        for start in range(len(text))
        if text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalpha()
    ]
    candidates.sort(key=lambda candidate: candidate.span)
    candidates = [it for it in candidates if not any(_inside(it.span, other.span) for other in candidates)]
    spans = (Span(text.index(cited), text.index(cited) + len(cited)),) if cited else ()
    return RESOLVER.resolve(
        ParsedArticle(text, "", (), None, (Block(BlockKind.PARAGRAPH, 0, len(text)),)),
        Findings(tuple(candidates), (), (), (), spans, ()),
    )


def _inside(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end


def named(links: Links) -> list[tuple[str, bool]]:
    return [(mention.entity.name, mention.entity.linked) for mention in links.mentions]


def person(name: str) -> tuple[str, Label, tuple[str, ...]]:
    return (name, Label.PERSON, ())


def organisation(name: str, *evidence: str) -> tuple[str, Label, tuple[str, ...]]:
    return (name, Label.ORGANISATION, evidence)


def test_known_names_need_no_candidate() -> None:
    links = read("Vela Robotics met the Daily Lantern.")
    assert [(it.entity.name, it.entity.kind, it.basis) for it in links.mentions] == [
        ("Vela", EntityKind.COMPANY, "known"),
        ("The Daily Lantern", EntityKind.MEDIA, "known"),
    ]


def test_a_surname_means_the_one_who_bears_it() -> None:
    assert named(read("Ian Hart left. Hart was tired.", person("Ian Hart"), person("Hart"))) == [
        ("Ian Hart", True),
        ("Ian Hart", True),
    ]


def test_a_surname_of_two_stays_unlinked() -> None:
    links = read(
        "Ian Hart and Eva Hart left. Hart was tired.", *map(person, ("Ian Hart", "Eva Hart", "Hart"))
    )
    assert named(links)[-1] == ("Hart", False)


def test_a_given_name_means_the_one_who_bears_it() -> None:
    assert named(read("Ian Hart left. Ian was tired.", person("Ian Hart"), person("Ian")))[-1] == (
        "Ian Hart",
        True,
    )


def test_a_surname_of_several_words() -> None:
    links = read(
        "Joost van der Meulen left. Van der Meulen slept.",
        *map(person, ("Joost van der Meulen", "Van der Meulen")),
    )
    assert named(links)[-1] == ("Joost van der Meulen", True)


def test_a_known_surname_means_the_known_one_unless_another_bears_it() -> None:
    assert named(read("Then Petrov left.", person("Petrov"))) == [("Ana Petrov", True)]
    assert named(read("Ian Petrov came. Then Petrov left.", person("Ian Petrov"), person("Petrov")))[-1] == (
        "Ian Petrov",
        True,
    )


def test_a_bare_surname_is_nobody() -> None:
    assert named(read("Then Hart left.", person("Hart"))) == [("Hart", False)]


def test_a_bare_name_is_one_however_it_is_written() -> None:
    links = read("Then Hart and HART left.", person("Hart"), person("HART"))
    assert len({mention.entity for mention in links.mentions}) == 1


def test_an_ambiguous_name_needs_evidence() -> None:
    assert named(read("Harbour lights shone.")) == []
    assert named(read("Harbour bought boats.", organisation("Harbour", "company verb"))) == [
        ("Harbour", True)
    ]
    assert named(read("Harbour Inc bought boats. Then Harbour sold.")) == [
        ("Harbour", True),
        ("Harbour", True),
    ]


def test_an_ambiguous_name_within_a_person_is_the_person() -> None:
    assert named(read("Tom Harbour left.", person("Tom Harbour"))) == [("Tom Harbour", True)]


def test_an_organisation_named_after_a_known_one_is_its_own() -> None:
    assert named(read("Vela Ventures paid.", organisation("Vela Ventures", *STRONG))) == [
        ("Vela Ventures", True)
    ]


def test_a_legal_form_is_no_part_of_the_name() -> None:
    links = read(
        "Norvane Ltd. grew, Norvane said.", organisation("Norvane Ltd.", *STRONG), organisation("Norvane")
    )
    assert {mention.entity.name for mention in links.mentions} == {"Norvane"}


def test_short_forms_and_abbreviations_mean_the_long_name() -> None:
    text = "The Norvane Bakers Association (NBA) met. Norvane Bakers left, and NBA with them."
    long, *short = map(organisation, ("Norvane Bakers Association", "NBA", "Norvane Bakers"))
    links = read(text, (long[0], long[1], STRONG), *short)
    assert {mention.entity.name for mention in links.mentions} == {"Norvane Bakers Association"}
    assert links.mentions[0].entity.kind is EntityKind.NON_PROFIT


def test_the_model_alone_is_not_believed() -> None:
    assert named(read("Then came Blorp.", organisation("Blorp"))) == []
    assert named(read("Then came Vela, Blorp and Harbour.", organisation("Blorp"))) == [
        ("Vela", True),
        ("Blorp", True),
    ]


def test_a_word_met_once_needs_more_than_one_met_again() -> None:
    once = Candidate(Span(0, 5), "Blorp", Label.ORGANISATION, ("model",), 0.75)
    assert believed("Blorp and Blorp", [once], ()) == []
    assert len(believed("Blorp and Blorp", [once, replace(once, span=Span(10, 15))], ())) == 2


def test_letters_in_brackets_behind_a_term_are_no_organisation() -> None:
    letters = organisation("LTP", "in brackets", *STRONG)
    assert named(read("They wrote a long-term plan (LTP) first.", letters)) == []
    short = organisation("BW", "in brackets", *STRONG)
    assert named(read("Blorp Works (BW) grew.", organisation("Blorp Works", *STRONG), short)) == [
        ("Blorp Works", True),
        ("Blorp Works", True),
    ]


def test_letters_in_brackets_that_its_name_does_not_have_are_no_organisation() -> None:
    other = organisation("E & W", "in brackets", *STRONG)
    assert named(read("Blorp Works (E & W) grew.", organisation("Blorp Works", *STRONG), other)) == [
        ("Blorp Works", True)
    ]


def test_letters_that_stand_for_other_words_are_no_known_company() -> None:
    assert named(read("Harbour Rail (HR) grew, and HR hired.")) == [("Harbour Rail", True)] * 3
    assert named(read("The Head Rower (HR) left, and HR is glad.")) == []


def test_letters_behind_a_place_are_a_part_of_it() -> None:
    text = "Harbour Rail (HR) grew in Oslo-HR, and HR hired."
    spans = [mention.span.start for mention in read(text).mentions]
    assert spans == [text.index("Harbour"), text.index("HR)"), text.index("HR hired")]


def test_names_that_and_joins_are_one_where_the_article_shows_it() -> None:
    parts = organisation("Dorsett", *STRONG), organisation("Quill", *STRONG)
    assert named(read("The law firm Dorsett and Quill grew.", *parts)) == [("Dorsett and Quill", True)]
    links = read("Blorp, Dorsett and Co. grew.", organisation("Dorsett and Co.", *STRONG))
    assert named(links) == [("Blorp, Dorsett and Co", True)]


def test_a_board_is_a_public_body() -> None:
    links = read("The Norvane Fisheries Board met.", organisation("Norvane Fisheries Board", *STRONG))
    assert [it.entity.kind for it in links.mentions] == [EntityKind.PUBLIC_BODY]


def test_products_are_no_companies() -> None:
    assert named(read("ChatGPT grew.", organisation("ChatGPT", *STRONG))) == []


def test_a_ticker_names_the_company_before_it() -> None:
    assert named(read("Vela (NYSE: VLA) fell.")) == [("Vela", True), ("Vela", True)]
    assert named(read("Ana Petrov (NYSE: VLA) fell.")) == [("Ana Petrov", True)]


def test_a_bare_noun_means_the_one_organisation_that_ends_with_it() -> None:
    text = "The Norvane Commission met. Then the Commission slept."
    links = read(
        text, organisation("Norvane Commission", *STRONG), ("Commission", Label.OTHER, ("article before",))
    )
    assert named(links) == [("Norvane Commission", True), ("Norvane Commission", True)]
    assert named(read("Then the Commission slept.", ("Commission", Label.OTHER, ("article before",)))) == []


def test_outlets_are_cited() -> None:
    assert [it.name for it in read("the Daily Lantern reported", cited="Daily Lantern").cited] == [
        "The Daily Lantern"
    ]
    assert read("Vela reported", cited="Vela").cited == ()


WORDS = st.sampled_from(
    [
        "Vela",
        "Harbour",
        "Ana",
        "Petrov",
        "Ian",
        "the",
        "of",
        "Inc",
        "(",
        ")",
        ",",
        "“",
        "AI",
        "Ventures",
        "van",
        "—",
        "é",
        "\u00a0",
        "x",
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[ParsedArticle, Findings]:
    text = " ".join(draw(st.lists(WORDS, max_size=30)))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    candidates = tuple(
        Candidate(
            Span(start, end),
            text[start:end],
            draw(st.sampled_from(Label)),
            tuple(draw(st.lists(st.sampled_from([*STRONG, "model", "article before"]), max_size=3))),
            0.5,
        )
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    )
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return ParsedArticle(text, "", (), None, (block,)), Findings(candidates, (), (), (), (), ())


@given(articles())
def test_mentions_are_in_order_and_apart_whatever_is_found(given_: tuple[ParsedArticle, Findings]) -> None:
    article, findings = given_
    mentions = RESOLVER.resolve(article, findings).mentions
    assert all(0 <= it.span.start < it.span.end <= len(article.text) for it in mentions)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(mentions))
    assert _one_entity_a_key(mentions)


def _one_entity_a_key(mentions: tuple[Mention, ...]) -> bool:
    people = {it.entity for it in mentions if it.entity.kind is EntityKind.PERSON}
    others = {it.entity for it in mentions if it.entity.kind is not EntityKind.PERSON}
    return all(len({it.key for it in those}) == len(those) for those in (people, others))


def test_resolve_is_the_resolver_for_once() -> None:
    article = ParsedArticle("Vela grew.", "", (), None, (Block(BlockKind.PARAGRAPH, 0, 10),))
    empty = Findings((), (), (), (), (), ())
    assert resolve(article, empty, KNOWLEDGE) == RESOLVER.resolve(article, empty)


def test_who_made_an_article_is_credited_not_mentioned() -> None:
    text = "By Ana Petrov and Tom Hale\n\nAna Petrov met Hale."
    places = tuple(
        Span(text.index(name), text.index(name) + len(name)) for name in ("Ana Petrov", "Tom Hale")
    )
    start = text.rindex("Ana Petrov")
    article = ParsedArticle(text, "", (), None, (Block(BlockKind.PARAGRAPH, start, len(text)),))
    links = RESOLVER.resolve(article, Findings((), (), (), (), (), (), places))
    assert [(it.entity.name, it.basis) for it in links.credits] == [
        ("Ana Petrov", "byline"),
        ("Tom Hale", "byline"),
    ]
    assert links.credits[0].entity == links.mentions[0].entity
    assert len(links.mentions) == 1


def test_letters_in_brackets_behind_a_known_name_mean_it() -> None:
    links = read("The Daily Lantern (TDL) grew.", organisation("TDL", *STRONG))
    assert named(links) == [("The Daily Lantern", True), ("The Daily Lantern", True)]
    assert links.mentions[1].basis == "context"


def test_several_of_a_known_company_are_its_things() -> None:
    links = read("They sold two Velas and a boat of Harbour Inc.", ("Velas", Label.ORGANISATION, STRONG))
    assert "Velas" not in {mention.entity.name for mention in links.mentions}


def test_partners_are_investors() -> None:
    (mention,) = read(
        "Money came from Orrin Partners.", ("Orrin Partners", Label.ORGANISATION, STRONG)
    ).mentions
    assert mention.entity.kind is EntityKind.FUND


def test_a_laboratory_of_a_known_company_is_that_company() -> None:
    links = read("Vela opened. She left Vela AI Research.", organisation("Vela AI Research", *STRONG))
    assert named(links) == [("Vela", True), ("Vela", True)]


def test_a_laboratory_stands_for_itself_where_the_article_does_not_name_the_company() -> None:
    links = read("She left Vela Labs.", organisation("Vela Labs", *STRONG))
    assert named(links) == [("Vela Labs", True)]


def test_the_surname_of_somebody_named_in_full_is_no_organisation() -> None:
    links = read("Bo Quill sings. Quill swam.", person("Bo Quill"), organisation("Quill", *STRONG))
    assert named(links) == [("Bo Quill", True), ("Bo Quill", True)]


def test_initials_mean_the_one_long_name_that_has_them() -> None:
    links = read(
        "Saltmarsh Lake University [SLU] is old. SLU grew.",
        organisation("Saltmarsh Lake University", *STRONG),
        organisation("SLU"),
    )
    assert {mention.entity.name for mention in links.mentions} == {"Saltmarsh Lake University"}


def test_first_words_of_several_names_mean_the_longest_that_begins_with_all() -> None:
    links = read(
        "Vesper Marine Museum closed. Vesper Marine is old, and Vesper too.",
        organisation("Vesper Marine Museum", *STRONG),
        organisation("Vesper Marine", *STRONG),
        organisation("Vesper", *STRONG),
    )
    assert {mention.entity.name for mention in links.mentions} == {"Vesper Marine Museum"}


def test_a_legal_form_alone_makes_no_name_of_a_word() -> None:
    assert read("They sued Holdings, Inc. twice.", organisation("Holdings, Inc.", *STRONG)).mentions == ()


def test_the_first_word_of_a_known_organisation_of_the_article_means_it() -> None:
    links = read("Read the Daily Lantern. The Daily is old.", organisation("The Daily", *STRONG))
    assert named(links) == [("The Daily Lantern", True), ("The Daily Lantern", True)]
