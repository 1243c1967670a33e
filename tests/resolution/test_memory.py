"""What the archive remembers helps a doubtful name, and never a name that the article itself explains."""

from articles.extraction.findings import Candidate, Findings, Label, Span
from articles.resolution.knowledge import Knowledge, Known, Remembered
from articles.resolution.links import EntityKind, Mention
from articles.resolution.resolve import Resolver
from articles.text.article import Block, BlockKind, ParsedArticle

TESSALY = Remembered("Tessaly Robotics", EntityKind.FUND, ("tessaly",))
ANA = Remembered("Ana Petrov", EntityKind.PERSON)
KNOWN = (Known("Tessaly Bank", EntityKind.COMPANY),)
DOUBTFUL = 0.45


def mentions(
    text: str,
    *names: tuple[str, Label],
    remembered: tuple[Remembered, ...] = (TESSALY, ANA),
    confidence: float = DOUBTFUL,
    known: tuple[Known, ...] = (),
) -> list[Mention]:
    candidates = [
        Candidate(Span(text.index(name), text.index(name) + len(name)), name, label, ("model",), confidence)
        for name, label in names
    ]
    article = ParsedArticle(text, "", (), None, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    findings = Findings(tuple(sorted(candidates, key=lambda it: it.span)), (), (), (), (), ())
    return list(Resolver(Knowledge(known, "1", remembered=remembered)).resolve(article, findings).mentions)


def named(*arguments: object, **options: object) -> list[tuple[str, str, str]]:
    found = mentions(*arguments, **options)  # type: ignore[arg-type]
    return [(it.entity.name, it.entity.kind.value, it.basis) for it in found]


def test_a_doubtful_name_that_is_remembered_is_believed_with_its_kind() -> None:
    text = "They bought it from Tessaly Robotics last year."
    assert named(text, ("Tessaly Robotics", Label.ORGANISATION)) == [("Tessaly Robotics", "fund", "memory")]
    assert named(text, ("Tessaly Robotics", Label.ORGANISATION), remembered=()) == []


def test_it_gains_confidence_and_not_certainty() -> None:
    text = "They bought it from Tessaly Robotics last year."
    (found,) = mentions(text, ("Tessaly Robotics", Label.ORGANISATION))
    assert DOUBTFUL < found.confidence < 0.9
    assert mentions(text, ("Tessaly Robotics", Label.ORGANISATION), confidence=0.1) == []


def test_a_short_form_means_the_long_name() -> None:
    assert named("They bought it from Tessaly last year.", ("Tessaly", Label.ORGANISATION)) == [
        ("Tessaly Robotics", "fund", "memory")
    ]


def test_the_article_s_own_long_name_comes_first() -> None:
    text = "They bought Tessaly Water. Much was said of Tessaly, too."
    place = text.index("Tessaly,")
    short = Candidate(Span(place, place + 7), "Tessaly", Label.ORGANISATION, ("model",), 0.9)
    long = Candidate(Span(12, 25), "Tessaly Water", Label.ORGANISATION, ("model",), 0.9)
    article = ParsedArticle(text, "", (), None, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    resolver = Resolver(Knowledge((), "1", remembered=(TESSALY,)))
    links = resolver.resolve(article, Findings((long, short), (), (), (), (), ()))
    assert {it.entity.name for it in links.mentions} == {"Tessaly Water"}


def test_a_known_company_is_not_taken_for_a_remembered_one() -> None:
    text = "Tessaly Bank said so."
    assert named(text, ("Tessaly Bank", Label.ORGANISATION), known=KNOWN) == [
        ("Tessaly Bank", "company", "known")
    ]


def test_a_person_and_an_organisation_are_not_taken_for_each_other() -> None:
    text = "Ana Petrov met Tessaly Robotics."
    found = named(text, ("Ana Petrov", Label.ORGANISATION), ("Tessaly Robotics", Label.PERSON))
    assert [(name, kind) for name, kind, _ in found] == [
        ("Ana Petrov", "person"),
        ("Tessaly Robotics", "fund"),
    ]
    assert named(text, ("Ana Petrov", Label.ORGANISATION), remembered=()) == []


def test_a_surname_stays_a_person_s_though_a_company_bears_it() -> None:
    vela = Remembered("Vela", EntityKind.COMPANY)
    found = named("The governor Vela resigned.", ("Vela", Label.PERSON), remembered=(vela,), confidence=0.9)
    assert "company" not in {kind for _, kind, _ in found}
