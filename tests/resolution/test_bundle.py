import re
from collections import Counter
from importlib.resources import files

import pytest

from articles.extraction import lexicon
from articles.resolution import names
from articles.resolution.bundle import load_bundle, read_role
from articles.resolution.knowledge import Known, KnownRole
from articles.resolution.links import EntityKind

BUNDLE = load_bundle()
PEOPLE = [known for known in BUNDLE.known if known.kind is EntityKind.PERSON]
ORGANISATIONS = [known for known in BUNDLE.known if known.kind is not EntityKind.PERSON]
LEAST_ORGANISATIONS = 2000
LEAST_PEOPLE = 1000
COLUMNS = {"companies.tsv": 8, "people.tsv": 4, "others.tsv": 4}
EXCHANGES = {
    *(
        "NYSE",
        "NASDAQ",
        "LSE",
        "TYO",
        "HKG",
        "SHA",
        "SHE",
        "KRX",
        "TPE",
        "NSE",
        "ASX",
        "TSX",
        "ETR",
        "EPA",
        "AMS",
    ),
    *("STO", "HEL", "CPH", "OSL", "SIX", "BME", "BIT", "BVMF", "SGX", "TADAWUL", "JSE", "WSE", "IDX"),
}
LEGAL_FORMS = {
    *(
        "Inc.",
        "Corporation",
        "Company",
        "Limited",
        "Co., Ltd.",
        "LLC",
        "L.P.",
        "LLP",
        "PBC",
        "plc",
        "AG",
        "SE",
        "GmbH",
    ),
    *("S.A.", "SAS", "S.p.A.", "N.V.", "B.V.", "AB", "A/S", "ASA", "Oy", "Oyj", "OÜ", "s.r.o."),
}
TICKER = re.compile(r"([A-Z]+):[A-Z0-9][A-Z0-9.&-]*")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
YEARS = range(1950, 2027)


def lines(name: str) -> list[str]:
    return files("articles").joinpath("data", name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(name)[1:]]


def test_there_are_enough_of_them() -> None:
    assert len(PEOPLE) >= LEAST_PEOPLE
    assert len(ORGANISATIONS) >= LEAST_ORGANISATIONS
    assert {known.kind for known in BUNDLE.known} == set(EntityKind)


@pytest.mark.parametrize("of", [PEOPLE, ORGANISATIONS], ids=["people", "organisations"])
def test_a_sure_name_is_of_one(of: list[Known]) -> None:
    owners = Counter(
        key
        for known in of
        for key in {names.key(name) for name in (known.name, *known.aliases) if name not in known.ambiguous}
    )
    assert [key for key, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("of", [PEOPLE, ORGANISATIONS], ids=["people", "organisations"])
def test_a_main_name_is_of_one_even_where_it_is_ambiguous(of: list[Known]) -> None:
    owners = Counter(names.key(known.name) for known in of)
    assert [key for key, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_the_lists_are_sorted_so_that_changes_are_easy_to_see(name: str) -> None:
    assert lines(name)[0].startswith("#")
    assert lines(name)[1:] == sorted(lines(name)[1:], key=str.casefold)


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_hold_no_blanks_around_names_and_no_empty_names(name: str) -> None:
    for cells in rows(name):
        assert len(cells) <= COLUMNS[name], cells
        assert cells[0]
        assert cells[-1]
        assert [
            cell for cell in cells if cell and not all(part.strip() == part != "" for part in cell.split(";"))
        ] == []


@pytest.mark.parametrize("name", ["companies.tsv", "people.tsv"])
def test_a_name_is_not_said_twice_of_one(name: str) -> None:
    for cells in rows(name):
        aliases = cells[1 if name == "people.tsv" else 2 :][:1]
        several = [part for cell in aliases for part in cell.split(";") if part]
        assert len(several) == len(set(several))
        assert cells[0] not in several


def test_tickers_name_an_exchange_and_are_of_one() -> None:
    tickers = [known.facts.ticker for known in ORGANISATIONS if known.facts.ticker]
    odd = [it for it in tickers if not (match := TICKER.fullmatch(it)) or match[1] not in EXCHANGES]
    assert odd == []
    assert [ticker for ticker, count in Counter(tickers).items() if count > 1] == []


def test_domains_are_hosts() -> None:
    domains = [known.facts.domain for known in ORGANISATIONS if known.facts.domain]
    assert [it for it in domains if not DOMAIN.fullmatch(it) or it.startswith("www.")] == []


def test_legal_forms_are_of_a_closed_list() -> None:
    assert {known.facts.legal_form for known in ORGANISATIONS} - {""} <= LEGAL_FORMS


def test_parents_are_of_the_list_and_have_no_circle() -> None:
    parents = {known.name: known.facts.parent for known in ORGANISATIONS}
    assert set(parents.values()) - {""} <= set(parents)
    for name in parents:
        seen = [name]
        while parents[seen[-1]]:
            seen.append(parents[seen[-1]])
            assert len(seen) == len(set(seen))


def test_roles_are_at_organisations_of_the_list_in_years_that_were() -> None:
    organisations = {known.name for known in ORGANISATIONS}
    for person in PEOPLE:
        for role in person.roles:
            assert role.organisation in organisations, f"{person.name}: {role.organisation}"
            assert {role.start, role.end} - {None} <= set(YEARS), person.name
            assert (role.start or 0) <= (role.end or YEARS.stop), person.name


def test_makers_are_of_the_list() -> None:
    assert set(lexicon.MAKERS.values()) <= {known.name for known in ORGANISATIONS}
    assert lexicon.MAKERS["iPhone"] == "Apple"


def test_what_is_never_an_organisation_is_no_sure_name_of_one() -> None:
    sure = {
        name
        for known in ORGANISATIONS
        for name in (known.name, *known.aliases)
        if name not in known.ambiguous
    }
    assert sure & lexicon.OTHERS == set()


def test_the_version_is_of_the_lists() -> None:
    assert load_bundle().version == BUNDLE.version
    assert len(BUNDLE.version) == 16


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("CEO, Vela", KnownRole("CEO", "Vela")),
        ("CEO, Vela (past)", KnownRole("CEO", "Vela", past=True)),
        ("CEO, Vela (2019–)", KnownRole("CEO", "Vela", 2019)),
        ("CEO, Vela (2010–2017)", KnownRole("CEO", "Vela", 2010, 2017, past=True)),
        ("head of AI, Vela (2020)", KnownRole("head of AI", "Vela", 2020, 2020, past=True)),
        ("partner, Orrin, Hart & Gale", KnownRole("partner", "Orrin, Hart & Gale")),
    ],
)
def test_roles_are_read(text: str, role: KnownRole) -> None:
    assert read_role(text) == role


def test_what_is_no_role_is_refused_with_a_reason() -> None:
    with pytest.raises(ValueError, match="is no role"):
        read_role("CEO of Vela")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("NYT", "The New York Times"),
        ("WSJ", "The Wall Street Journal"),
        ("The Financial Times", "Financial Times"),
        ("EU", "European Union"),
        ("Facebook", "Meta"),
        ("Square", "Block"),
        ("Twitter", "X"),
    ],
)
def test_names_that_the_list_must_have(alias: str, name: str) -> None:
    owners = [known.name for known in BUNDLE.known if alias in (known.name, *known.aliases, *known.ambiguous)]
    assert owners == [name]
