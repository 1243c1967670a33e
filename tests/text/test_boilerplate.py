import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.boilerplate import RULES, Effect, fold, furniture


def effect(line: str) -> Effect | None:
    return furniture().effects([(line, len(line.split()))])[0]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "SHARE:",
        "Advertisement",
        "Facebook Twitter LinkedIn",
        "@northernpost",
        "Share on Facebook",
        "12 shares",
        "Read more: Vela Systems in talks with Norrland",
        "READ MORE: What the deal means for you",
        "Continue reading below",
        "Your email address will not be published. Required fields are marked *",
        "Sign up for our morning briefing and get the news before your coffee.",
        "This site uses cookies to make it better for you.",
        "By continuing to use this site you agree to all of this.",
        "Article Continued Below",
        "Write to Jane Doe at jane.doe@northernpost.example",
        "Share it with friends",
        "To read the full story, subscribe or sign in",
        "Read the original article at The Northern Post",
        "» Read more: Vela Systems in talks with Norrland",
        "https://example.org/a",
    ],
)
def test_knows_furniture(line: str) -> None:
    assert effect(line) is Effect.LINE


@pytest.mark.parametrize(
    "line",
    [
        "Related articles",
        "RELATED:",
        "READ MORE »",
        "You may also like",
        "Tags: cloud, mergers",
        "More from The Northern Post",
    ],
)
def test_knows_what_heads_a_list_of_links(line: str) -> None:
    assert effect(line) is Effect.LIST


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Trending Posts",
        "Most read",
        "Comments (12)",
        "3 Comments",
        "© 2025 The Northern Post",
        "About the author",
    ],
)
def test_knows_what_ends_an_article(line: str) -> None:
    assert effect(line) is Effect.TAIL


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe is a technology reporter at The Northern Post.",
        "Reporting by Jane Doe; editing by John Roe",
        "Have a tip? Email us at tips@example.org",
    ],
)
def test_knows_the_house_s_closing_words(line: str) -> None:
    assert effect(line) is Effect.CLOSING


@pytest.mark.parametrize(
    "line",
    [
        "John Roe is a professor of law at the University of Tromsø and the author of “Cold Contracts”.",
        "Northern Post columnist Jane Doe is the author of three books on the sea.",
        "The Northern Post’s John Roe contributed to this report.",
        "The views expressed here are the writer’s own.",
        "This column does not necessarily reflect the opinion of the editors or of the owners.",
        "— Northwire’s John Roe contributed from Tromsø.",
        "With assistance from John Roe in Tromsø",
        "To contact the reporter on this story: Jane Doe in Oslo",
        "The post Vela buys Norrland appeared first on The Northern Post.",
        "Jane Doe has no position in any of the stocks mentioned.",
        "Tel: +47 55 01 02",
    ],
)
def test_knows_who_wrote_it(line: str) -> None:
    assert effect(line) is Effect.CLOSING


@pytest.mark.parametrize(
    "line",
    [
        "A stock image of a server room.",
        "A server room, with nobody in it (Image: Getty)",
        "An office in winter. Credit: Shutterstock",
        "File photo: the head office of Vela Systems in Oslo",
        "For representational purposes only",
    ],
)
def test_cuts_captions_of_pictures_that_show_no_event(line: str) -> None:
    assert effect(line) is Effect.LINE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Reuters", Effect.SOURCE),
        ("(Vela Systems Inc.)", Effect.SOURCE),
        ("Ida Holm, left, shakes hands with the chief of Norrland Cloud in Oslo on Tuesday.", Effect.CREDIT),
        ("This undated photo provided by Vela Systems shows a hall of its data centre.", Effect.CREDIT),
        ("Photo: Jane Doe", Effect.SOURCE),
        ("Photo: Jane Doe for iNorth / AP", Effect.SOURCE),
        ("Getty Images", Effect.SOURCE),
        ("Photo: Firefighters outside the plant", Effect.CREDIT),
        ("Image caption, The new hall is the largest in the north", Effect.CREDIT),
        ("Jane Doe/Getty Images", Effect.SOURCE),
        ("Ida Holm speaks to the staff of Vela in Oslo (Photo: Jane Doe)", Effect.CREDIT),
        ("The new data centre of Vela Systems, near Luleå. Jane Doe / Reuters", Effect.CREDIT),
    ],
)
def test_tells_credits_from_captions_with_credits(line: str, kind: Effect) -> None:
    assert effect(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "Vela Systems shares fell by a tenth on Tuesday after the company lost its largest customer.",
        "Facebook and Twitter have both said that they would follow the new rules by the end of the year.",
        "The company’s privacy policy says that data of customers is kept for two years, longer than the law allows.",
        "The app, which is made in Oslo, offers lunches that are delivered each day by bicycle.",
        "“Read the contract,” she said: “It is all there.”",
        "The number of jobs fell again, according to data provided by the exchange in Oslo.",
        "It learned of the breach in March, according to a report by Northwire.",
        "Subscribers of the service paid nine dollars a month, it said.",
        "The two sides, left, right and centre, had all asked for this picture of the market.",
        "“All right,” she said. “It was nice talking to you.”",
        "Growing Influence and Political Engagement",
        "What Lies Ahead for the Partnership?",
    ],
)
def test_leaves_running_text_and_headings_alone(line: str) -> None:
    assert effect(line) is None


def test_looks_at_the_start_of_a_line_only() -> None:
    assert furniture().effects([("a " * 10_000 + "all rights reserved", 3)]) == [None]


@pytest.mark.parametrize(
    "piece", ["A/", "Aa, ", "share | ", "#a ", "J. ", "a b, ", "(", "x@", "https://a/", "© ", "1 "]
)
def test_hostile_lines_are_judged_in_the_end(piece: str) -> None:
    """A rule that tries every way to part such a line would not end before the tests are stopped."""
    for start in ("", "photo: ", "Jane Doe is ", "share on ", "read more from ", "by "):
        furniture().effects([(start + piece * 200 + "ü!", 3)])


def test_folds_case_punctuation_and_apostrophes() -> None:
    assert fold("  DON'T  Miss: ") == fold("don’t miss")


def test_the_rules_are_well_formed() -> None:
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    assert len({rule["name"] for rule in rules}) == len(rules)
    for rule in rules:
        Effect(rule["effect"])
        assert set(rule) <= {"name", "effect", "lines", "patterns", "ends", "most_words"}
        assert rule.get("lines") or rule.get("patterns") or rule.get("ends")
        for it in rule.get("patterns", []) + rule.get("ends", []):
            if isinstance(it, str):
                re.compile(it)
            else:
                assert set(it) == {"needs", "pattern"}
                assert it["needs"]


def test_each_line_of_a_text_is_judged_by_itself() -> None:
    lines = [
        "Share",
        "The company bought its rival.",
        "It said so: all rights reserved.",
        "All Rights Reserved",
    ]
    together = furniture().effects([(line, len(line.split())) for line in lines])
    assert together == list(map(effect, lines)) == [Effect.LINE, None, Effect.LINE, Effect.TAIL]


PRINTED = st.characters(max_codepoint=126) | st.sampled_from("’…—“”©")


def needing() -> list[tuple[tuple[str, ...], str]]:
    """Each pattern that is tried only on lines with certain words, after these words."""
    rules = tomllib.loads(RULES.read_text())["rule"]
    return [
        (tuple(it["needs"]), it["pattern"])
        for rule in rules
        for it in (*rule.get("patterns", ()), *rule.get("ends", ()))
        if not isinstance(it, str)
    ]


@given(st.data())
@pytest.mark.parametrize(("needs", "pattern"), needing())
def test_what_a_pattern_matches_has_what_it_needs(
    needs: tuple[str, ...], pattern: str, data: st.DataObject
) -> None:
    matching = st.from_regex(re.compile(pattern.replace("(?m:^)", "^"), re.IGNORECASE), alphabet=PRINTED)
    line = data.draw(matching)
    assert any(it in line.casefold() for it in needs)
