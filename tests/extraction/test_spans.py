import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.spans import repaired, runs


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in repaired(text, 0, len(text))]


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in runs(text, 0, len(text))]


@pytest.mark.parametrize(
    ("proposed", "names"),
    [
        ("the Vela Group", ["Vela Group"]),
        ("Vela’s", ["Vela"]),
        ("Vela–Norvane", ["Vela", "Norvane"]),
        ("Rolls-Hart", ["Rolls-Hart"]),
        ("Vela CEO Ana Petrov", ["Vela", "Ana Petrov"]),
        ("Chief Executive Ana Petrov", ["Ana Petrov"]),
        ("Vela, Norvane", ["Vela", "Norvane"]),
        ("Vela Robotics, Inc.", ["Vela Robotics, Inc."]),
        ("Carr, Hart & Co", ["Carr, Hart & Co"]),
        ("Carr, Hart & Moss, LLP", ["Carr, Hart & Moss, LLP"]),
        ("Hart’s plc", ["Hart’s plc"]),
        ("Northern Builders’ Association", ["Northern Builders’ Association"]),
        ("Sonder The Bank of Korea", ["Sonder", "Bank of Korea"]),
        ("Carrick raised Hart Partners", ["Carrick", "Hart Partners"]),
        ("Vela Labs Vela Labs", ["Vela Labs", "Vela Labs"]),
        ("Ana Petrov Tom Hale", ["Ana Petrov", "Tom Hale"]),
        ("Clear Water Justice", ["Clear Water Justice"]),
        ("Dollar General Corp", ["Dollar General Corp"]),
        ("Tom Hale LONDON", ["Tom Hale"]),
        ("Vela Economics Daniel Hart", ["Vela Economics", "Daniel Hart"]),
        ("Vela Optics of Shenzhen", ["Vela Optics"]),
        ("Bank of Korea", ["Bank of Korea"]),
        ("Boats at the Saltmarsh", ["Boats", "Saltmarsh"]),
        ("Jane Doe v. Vela", ["Jane Doe", "Vela"]),
        ("nothing here", []),
    ],
)
def test_a_proposal_is_cut_to_its_names(proposed: str, names: list[str]) -> None:
    assert cut(proposed) == names


def test_a_person_is_parted_from_where_they_work() -> None:
    assert cut("Anna Reyes of Vela Robotics") == ["Anna Reyes", "Vela Robotics"]
    assert cut("Bank of Korea") == ["Bank of Korea"]


def test_a_dateline_is_no_part_of_a_name() -> None:
    assert cut("PRAGUE-Vela National Bank") == ["Vela National Bank"]
    assert cut("VELA-Norvane Group") == ["VELA-Norvane Group"]


def test_a_day_belongs_to_the_name_of_a_paper_only() -> None:
    assert found("The Sunday Courier and Sunday Vela met.") == ["Sunday Courier", "Vela"]


def test_a_legal_form_behind_belongs_to_the_name() -> None:
    text = "Vela Robotics Inc. rose"
    assert [text[span.start : span.end] for span in repaired(text, 0, 13)] == ["Vela Robotics Inc."]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Barton and Sons left", "Barton and Sons"),
        ("Barton and Co. left", "Barton and Co."),
        ("Barton and Co-Founder Ana left", "Barton"),
        ("Barton and Vela left", "Barton"),
    ],
)
def test_what_a_firm_calls_those_behind_it_belongs_to_the_name(text: str, name: str) -> None:
    assert [text[span.start : span.end] for span in repaired(text, 0, 6)] == [name]


def test_particles_before_belong_to_the_name() -> None:
    text = "said Joost and van der Meulen agreed"
    start = text.index("Meulen")
    assert [text[span.start : span.end] for span in repaired(text, start, start + 6)] == ["van der Meulen"]


def test_runs_leave_out_the_common_words_before_them() -> None:
    assert found("However Vela Robotics bought eBright. The firm paid.") == ["Vela Robotics", "eBright"]


def test_a_title_ends_what_an_organisation_is_of() -> None:
    text = "at the Ministry of Health Mr. Hale"
    assert [text[span.start : span.end] for span in repaired(text, 7, 25)] == ["Ministry of Health"]


def test_what_an_organisation_is_of_belongs_to_the_name() -> None:
    assert found("The Ministry of Health and Welfare met the Norvane Group of five.") == [
        "Ministry of Health and Welfare",
        "Norvane Group",
    ]


@given(st.text(max_size=200))
def test_spans_index_the_text_in_order(text: str) -> None:
    spans = list(runs(text, 0, len(text)))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
