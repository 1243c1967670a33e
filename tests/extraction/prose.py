"""Articles and names for tests, from plain text: paragraphs are parted by blank lines, "# " opens a heading."""

import re

from hypothesis import strategies as st

from articles.extraction.findings import Candidate, Label, Span
from articles.resolution.links import Entity, EntityKind, Mention
from articles.resolution.names import key
from articles.text.article import Block, BlockKind, ParsedArticle

PEOPLE = (
    "Jane Doe",
    "Doe",
    "Omar Reyes",
    "Reyes",
    "Priya Nair",
    "Nair",
    "Tom Becker",
    "Becker",
    "Morgan Hale",
    "Hale",
)
COMPANIES = (
    "Vela Robotics",
    "Vela",
    "Norden Bank",
    "Norden",
    "Daily Ledger",
    "Ostrava Wire",
    "Port Authority Commission",
)
FULL = {name.split()[-1]: name for name in PEOPLE if " " in name}

_PIECES = (
    *"“”\"'‘’ \n.,:;?!()…—$€5",
    *(
        "\n\n",
        " said ",
        " Doe",
        "Jane Doe, ",
        " Vela",
        " he ",
        " CEO ",
        " of ",
        " million",
        "'s ",
        " told ",
        " AI ",
        "``",
        "''",
        " who ",
    ),
)
hostile_text = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=60).map("".join)


def article(text: str, title: str = "") -> ParsedArticle:
    blocks = []
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        body = match[0].rstrip()
        kind = BlockKind.HEADING if body.startswith("# ") else BlockKind.PARAGRAPH
        blocks.append(Block(kind, match.start(), match.start() + len(body)))
    return ParsedArticle(text, title, (), None, tuple(blocks))


def candidates(text: str) -> tuple[Candidate, ...]:
    """The invented names above, wherever they stand."""
    names = "|".join(map(re.escape, sorted(PEOPLE + COMPANIES, key=len, reverse=True)))
    return tuple(
        Candidate(
            Span(match.start(), match.end()),
            match[0],
            Label.PERSON if match[0] in PEOPLE else Label.ORGANISATION,
            ("test",),
            0.9,
        )
        for match in re.finditer(rf"\b(?:{names})\b", text)
    )


def mentions(text: str) -> tuple[Mention, ...]:
    return tuple(Mention(name.span, entity(name), name.confidence, "known") for name in candidates(text))


def entity(name: Candidate) -> Entity:
    if name.label is Label.PERSON:
        full = FULL.get(name.text, name.text)
        return Entity(full, key(full), EntityKind.PERSON)
    full = "Vela Robotics" if name.text == "Vela" else name.text
    kind = EntityKind.PUBLIC_BODY if full.endswith("Commission") else EntityKind.COMPANY
    return Entity(full, key(full), kind)
