import pytest
from hypothesis import given

from articles.extraction.findings import MONEY_KINDS
from articles.extraction.money import MAX_AMOUNT, find_money
from articles.text.article import Block, BlockKind, ParsedArticle
from tests.extraction.prose import article, hostile_text


@pytest.mark.parametrize(
    ("text", "sum_", "amount", "currency"),
    [
        ("It cost $13 billion.", "$13 billion", 13_000_000_000, "USD"),
        ("It cost over $13 billion.", "over $13 billion", 13_000_000_000, "USD"),
        ("It cost up to $500 billion.", "up to $500 billion", 500_000_000_000, "USD"),
        ("It cost more than a $1 million.", "more than a $1 million", 1_000_000, "USD"),
        ("It cost €4.5m.", "€4.5m", 4_500_000, "EUR"),
        ("It cost £300,000.", "£300,000", 300_000, "GBP"),
        ("It cost US$2bn.", "US$2bn", 2_000_000_000, "USD"),
        ("A $46M round.", "$46M", 46_000_000, "USD"),
        ("A $46M-a-year habit.", "$46M", 46_000_000, "USD"),
        ("A $40-billion project.", "$40-billion", 40_000_000_000, "USD"),
        ("It cost ¥200 million.", "¥200 million", 200_000_000, "JPY"),
        ("It cost Rs 500 crore.", "Rs 500 crore", 5_000_000_000, "INR"),
        ("It cost ₹12,50,000.", "₹12,50,000", 1_250_000, "INR"),
        ("It cost C$3.5 million.", "C$3.5 million", 3_500_000, "CAD"),
        ("It cost $3.5 million CAD.", "$3.5 million CAD", 3_500_000, "CAD"),
        ("It cost EUR 20 million.", "EUR 20 million", 20_000_000, "EUR"),
        ("It cost 5.5 million euros.", "5.5 million euros", 5_500_000, "EUR"),
        ("It cost about 3 million dollars.", "about 3 million dollars", 3_000_000, "USD"),
        ("It cost two or 30 million Swiss francs.", "30 million Swiss francs", 30_000_000, "CHF"),
        ("It cost $10-12 million.", "$10-12 million", 10_000_000, "USD"),
        ("It cost $10 million to $12 million.", "$10 million to $12 million", 10_000_000, "USD"),
        ("It cost between $10 and $12 million.", "between $10 and $12 million", 10_000_000, "USD"),
        ("It grew from $5 million to 20 shops.", "$5 million", 5_000_000, "USD"),
        ("It sold a $5 t-shirt.", "$5", 5, "USD"),
        ("It cost $1,200.50.", "$1,200.50", 1200, "USD"),
        ("It cost $500 to $2 million.", "$500 to $2 million", 500, "USD"),
        ("It cost $4-5 million.", "$4-5 million", 4_000_000, "USD"),
        ("It cost half a billion dollars.", "half a billion dollars", 500_000_000, "USD"),
        ("It cost a billion dollars.", "a billion dollars", 1_000_000_000, "USD"),
        ("It cost about two million euros.", "about two million euros", 2_000_000, "EUR"),
        ("It cost 9.7 billion RMB.", "9.7 billion RMB", 9_700_000_000, "CNY"),
        ("It cost 5 lakh rupees.", "5 lakh rupees", 500_000, "INR"),
        ("It cost $1.2B.", "$1.2B", 1_200_000_000, "USD"),
        ("It cost €3bn.", "€3bn", 3_000_000_000, "EUR"),
        ("It cost $2trn.", "$2trn", 2_000_000_000_000, "USD"),
        ("It cost $300k.", "$300k", 300_000, "USD"),
        ("It cost A$7 million.", "A$7 million", 7_000_000, "AUD"),
        ("It cost 20 million pounds.", "20 million pounds", 20_000_000, "GBP"),
        ("It cost 400 million Danish crowns.", "400 million Danish crowns", 400_000_000, "DKK"),
    ],
)  # fmt: skip
def test_sums(text: str, sum_: str, amount: int, currency: str) -> None:
    (found,) = find_money(article(text))
    assert (text[found.span.start : found.span.end], found.amount, found.currency) == (sum_, amount, currency)


@pytest.mark.parametrize(
    "text",
    [
        "It weighs 150 pounds.",
        "The 10 won the cup.",
        "It grew by $5%.",
        "A $0 fee.",
        "$" + "9" * 30,
        "$999999999999999 trillion",
        "Room 500, floor 3.",
    ],
)
def test_no_sums(text: str) -> None:
    assert find_money(article(text)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vela raised $20 million in a Series B led by Norden.", "raised"),
        ("Vela is now valued at $2 billion.", "valuation"),
        ("Norden agreed to buy Vela for $2 billion.", "acquisition"),
        ("Vela had revenue of $12 million last year.", "revenue"),
        ("The court fined Vela $3 million.", "fine"),
        ("Norden has invested $40 million in the plant.", "investment"),
        ("The arm sells for $900.", "other"),
        ("The deal values Vela at $90 million.", "valuation"),
        ("The note has a $10 million cap.", "valuation"),
        ("Vela has attracted $3 million in venture capital investment.", "raised"),
        ("Vela raised a $100M Series B.", "raised"),
        ("Vela nets $16M for its arms.", "raised"),
        ("Vela lost $312 million last year.", "revenue"),
        ("The arm brings in about €3 million a month.", "revenue"),
        ("Norden offered £4 million, and Vela said no.", "acquisition"),
        ("Vela shelved a $2.6 billion plant.", "investment"),
        ("Vela is to list at a value of about €2 billion.", "valuation"),
        ("Vela went public in a $1 billion offering, and earns well.", "raised"),
        ("The shares rose to $28.50 after earnings.", "other"),
        ("The new plant costs Vela $4 million a year, out of its revenue.", "other"),
        ("The watchdog fined the driver $400.", "fine"),
        ("A source put the deal at £40 million in cash.", "acquisition"),
    ],
)
def test_what_a_sum_is_for(text: str, kind: str) -> None:
    (found,) = find_money(article(text))
    assert found.kind == kind


def test_the_nearest_word_says_what_for() -> None:
    text = "Vela raised $20 million at a valuation of $200 million."
    assert [found.kind for found in find_money(article(text))] == ["raised", "valuation"]


def test_a_sum_in_another_currency_is_for_the_same() -> None:
    text = "Vela, with sales of 9 billion RMB ($1.5 billion), was bought."
    assert [(found.currency, found.kind) for found in find_money(article(text))] == [
        ("CNY", "revenue"),
        ("USD", "revenue"),
    ]


def test_sums_of_the_title_count() -> None:
    text = "Vela raises $4 million"
    found = find_money(ParsedArticle(text, text, (), None, (Block(BlockKind.TITLE, 0, len(text)),)))
    assert [(it.amount, it.kind) for it in found] == [(4_000_000, "raised")]


def test_a_rate_of_exchange_is_no_sum() -> None:
    assert find_money(article("It rained ($1 = 6.90 Danish crowns).")) == ()


@given(hostile_text)
def test_any_text_gives_sums_that_fit_the_database(text: str) -> None:
    for found in find_money(article(text)):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert 0 < found.amount <= MAX_AMOUNT
        assert found.kind in MONEY_KINDS
