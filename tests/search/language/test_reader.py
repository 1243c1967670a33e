import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.language.nodes import (
    And,
    Dated,
    Match,
    Named,
    Node,
    Not,
    Or,
    Precision,
    Text,
    all_of,
    any_of,
    leaves,
)
from articles.search.language.reader import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    MAX_DEPTH,
    MAX_PATTERNS,
    clean,
    parse,
)
from articles.search.language.writer import unparse

A, B, C = Text("a"), Text("b"), Text("c")
MARCH = Dated(dt.date(2024, 3, 1), Precision.MONTH, since=True)

SYNTAX = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "solar",
                "plánt",
                "AND",
                "OR",
                "NOT",
                "-",
                "--",
                "(",
                ")",
                '"',
                '"a b"',
                '"a b"~3',
                "~",
                "*",
            ),
            *(
                "title:",
                "quote:",
                "by:",
                "company:",
                "after:2024",
                "before:",
                "after:March 2024",
                "x*",
                "y~",
                "y~1",
            ),
            *(":", " ", "  ", "“", "”", "e-mail", "AT&T", "\0", "\ud83d", "..", "日本"),
        ]
    ),
    max_size=60,
).map("".join)
ANYTHING = SYNTAX | st.text(alphabet=st.characters(), max_size=2 * MAX_CHARACTERS)


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a or b", And((A, Text("or"), B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", And((A, Or((B, C))))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("(a (b c))", And((A, B, C))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT -a", A),
        ("b -(a OR c)", And((B, Not(Or((A, C)))))),
        ("e-mail", Text("e-mail")),
        ("re: 10:30", And((Text("re:"), Text("10:30")))),
        ('"a b" c', And((Text("a b", Match.PHRASE), C))),
        ("“a b”", Text("a b", Match.PHRASE)),
        ('"a b"~3', Text("a b", Match.NEAR, distance=3)),
        ('"a b"~', Text("a b", Match.NEAR, distance=5)),
        ("chip*", Text("chip", Match.PREFIX)),
        ("intel~", Text("intel", Match.FUZZY, distance=1)),
        ("microsoft~", Text("microsoft", Match.FUZZY, distance=2)),
        ("microsoft~1", Text("microsoft", Match.FUZZY, distance=1)),
        ("title:a", Text("a", field="title")),
        ("TITLE:a b", And((Text("a", field="title"), B))),
        ("title:(a OR b)", Or((Text("a", field="title"), Text("b", field="title")))),
        ('quote:"a b"', Text("a b", Match.PHRASE, "quote")),
        ('by:"Ines Okafor"', Text("Ines Okafor", Match.PHRASE, "by")),
        ("company:(Vela OR Brand)", Or((Named("company", "Vela"), Named("company", "Brand")))),
        ('-speaker:"Ana Petrov"', Not(Named("speaker", "Ana Petrov"))),
        ("after:2024-03", MARCH),
        ("after:March 2024 a", And((MARCH, A))),
        ('after:"March 2024"', MARCH),
        ("before:5 March 2024", Dated(dt.date(2024, 3, 5), Precision.DAY, since=False)),
        ('- "" ?! * - ~', None),
        ("a\0b\ncd\ud83d", And((A, B, Text("cd")))),
    ],
)
def test_what_is_typed_is_read_as_people_mean_it(typed: str, node: Node | None) -> None:
    reading = parse(typed)
    assert reading.node == node
    assert reading.mistakes == ()


@pytest.mark.parametrize(
    ("typed", "node", "place", "message"),
    [
        ('an "open b', And((Text("an"), Text("open b", Match.PHRASE))), (3, 10), "never closed"),
        ("(a", A, (0, 1), "never closed"),
        ("a) b", And((A, B)), (1, 2), "closes none"),
        ("a ()", A, (2, 3), "nothing to search for between these brackets"),
        ("OR a", A, (0, 2), "nothing before it"),
        ("a OR OR b", Or((A, B)), (5, 7), "nothing before it"),
        ("a OR", A, (2, 4), "Nothing follows OR"),
        ("a NOT", A, (2, 5), "Nothing follows NOT"),
        ("a title:OR b", And((A, B)), (2, 8), "follows title:"),
        ("a after:soon", A, (2, 12), "date was not understood"),
        ("a after:3/4/2024", A, (2, 16), "date was not understood"),
        ("a before:2024-13", A, (2, 16), "date was not understood"),
        ("a by:2024", A, (5, 9), "after: and before:"),
        ("a b*", A, (2, 4), "at least 2 letters"),
        ("e-mail*", Text("e-mail", Match.PHRASE), (0, 7), "single word"),
        ("solar~9", Text("solar", Match.FUZZY, distance=2), (0, 7), "1 or 2 letters"),
        ('"a b"~999', Text("a b", Match.NEAR, distance=50), (0, 9), "50 words"),
        ('"a b c d e"~2', Text("a b c d e", Match.PHRASE), (0, 13), "up to 4 words"),
        ("company:Vel*", Named("company", "Vel"), (8, 12), "takes a name"),
    ],
)
def test_a_mistake_is_pointed_out_and_the_rest_is_read(
    typed: str, node: Node, place: tuple[int, int], message: str
) -> None:
    reading = parse(typed)
    assert reading.node == node
    (mistake,) = reading.mistakes
    assert (mistake.start, mistake.end) == place
    assert message in mistake.message


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("(" * 50 + "a" + ")" * 50, f"{MAX_DEPTH} deep"),
        ("a " * (MAX_CLAUSES + 1), f"first {MAX_CLAUSES} words"),
        ("ab* " * (MAX_PATTERNS + 1), f"At most {MAX_PATTERNS} words"),
    ],
)
def test_what_would_cost_too_much_is_left_out_and_said(typed: str, message: str) -> None:
    reading = parse(typed)
    assert reading.node
    assert message in reading.mistakes[0].message


def depth(node: Node | None) -> int:
    match node:
        case And(nodes) | Or(nodes):
            return 1 + max(map(depth, nodes))
        case Not(inner):
            return 1 + depth(inner)
    return 0


@given(ANYTHING)
def test_anything_can_be_read(typed: str) -> None:
    reading = parse(typed)
    found = list(leaves(reading.node))
    assert len(found) <= MAX_CLAUSES
    assert depth(reading.node) <= 3 * (MAX_DEPTH + 1)
    assert all(any(map(str.isalnum, it.text)) for it in found if isinstance(it, Text))
    assert all(0 <= it.start <= it.end <= len(reading.typed) and it.message for it in reading.mistakes)


@given(ANYTHING)
def test_what_was_read_can_be_written_and_read_again(typed: str) -> None:
    node = parse(typed).node
    written = unparse(node)
    if len(written) <= MAX_CHARACTERS:  # a field before brackets is written before each of the words in them
        assert parse(written).node == node


WORDS = st.text(alphabet=string.ascii_letters + "éß", min_size=2, max_size=8).filter(
    lambda it: it not in {"OR", "AND", "NOT"}
)
FIELDS = st.sampled_from(["", "title", "quote"])
DAYS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31))
LEAVES = st.one_of(
    st.builds(Text, WORDS, st.sampled_from([Match.WORD, Match.PHRASE, Match.PREFIX]), FIELDS),
    st.builds(Text, WORDS, st.just(Match.FUZZY), FIELDS, st.integers(1, 2)),
    st.builds(Text, st.tuples(WORDS, WORDS).map(" ".join), st.just(Match.NEAR), FIELDS, st.integers(0, 50)),
    st.builds(Named, st.sampled_from(["company", "person", "speaker", "topic", "source"]), WORDS),
    st.builds(Dated, DAYS, st.just(Precision.DAY), since=st.booleans()),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
        inner.map(lambda it: it.node if isinstance(it, Not) else Not(it)),
    ),
    max_leaves=6,
)


@given(TREES)
def test_a_tree_survives_writing_and_reading(node: Node) -> None:
    assert parse(unparse(node)).node == node


@given(st.text(alphabet=st.characters(categories=("Cs", "Cc", "L", "Zs")), max_size=2 * MAX_CHARACTERS))
def test_cleaning_is_done_once(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert len(once) <= MAX_CHARACTERS
    assert "\0" not in once
    once.encode()


@pytest.mark.parametrize("part", ["(", ")", "a OR ", "-(", "NOT ", '"', "title:", '"a"~', "a* ", "after:"])
def test_hostile_queries_are_read_in_a_moment(part: str) -> None:
    began = dt.datetime.now(tz=dt.UTC)
    parse(part * MAX_CHARACTERS)
    assert dt.datetime.now(tz=dt.UTC) - began < dt.timedelta(seconds=1)
