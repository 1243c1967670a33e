"""Versions of a text are told from other texts, and find one another among many."""

import random
from collections import defaultdict
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stories.bands import BANDS, bands
from articles.stories.shingles import FEWEST, Wording, paragraphs, same_text, wording
from articles.text.article import NotAnArticleError
from articles.text.parse import parse
from newsroom.env import ROOT
from tests.stories.edits import EDITS

COPIES = {  # docs/sample-corpus.md names them
    ("0088_samba-lawsuit-hits-toronto-ai-lab", "hw-20250701-tangara-sues-antiphon"),
    ("0412_voice-fraud-start-up-raises-22m", "mirrorwell-series-a"),
    ("dresden-fire-what-it-means", "hw-20250714-quillon-fire"),
    ("hw-20251118-pelagia-breach", "pelagia-breach-notice"),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The articles of the sample that are long enough, in paragraphs, by the names of their files."""
    found = {}
    for path in sorted((ROOT / "articles" / "sample").rglob("*.txt")):
        try:
            article = parse(path.read_bytes())
        except NotAnArticleError:
            continue
        kept = paragraphs(article.text, [(it.kind, it.start, it.end) for it in article.blocks])
        if len(wording(kept)) >= FEWEST:
            found[path.stem] = kept
    assert len(found) > 50
    return found


def find_one_another(one: Wording, other: Wording) -> bool:
    return bool(set(bands(one)) & set(bands(other))) and same_text(one, other)


def test_edited_versions_are_found_and_nothing_else(texts: dict[str, list[str]]) -> None:
    lots = random.Random(26)  # noqa: S311 - no secret
    wordings = {name: wording(it) for name, it in texts.items()}
    found = defaultdict[str, int](int)
    for file, text in texts.items():
        for name, edit in EDITS.items():
            found[name] += find_one_another(wordings[file], wording(edit(text, lots)))
    assert sum(found.values()) >= 0.95 * len(texts) * len(EDITS), dict(found)
    pairs = combinations(sorted(wordings), 2)
    alike = {(one, other) for one, other in pairs if find_one_another(wordings[one], wordings[other])}
    assert alike == COPIES


def test_a_teaser_is_no_version(texts: dict[str, list[str]]) -> None:
    text = max(texts.values(), key=len)
    assert not same_text(wording(text), wording(text[: len(text) // 4]))


def test_short_texts_are_never_versions() -> None:
    text = wording(["This page could not be found, please try again later or write to us."])
    assert len(text) < FEWEST
    assert not same_text(text, text)
    assert bands(text) == ()


words = st.lists(st.sampled_from(["ferry", "sank", "the", "Straße", "é", "9", "中", "\ud800"]), max_size=80)


@given(words, st.lists(st.integers(0, 80)))
def test_only_the_words_count(text: list[str], ends: list[int]) -> None:
    whole = wording([" ".join(text)])
    cut = [0, *sorted(it for it in ends if it <= len(text)), len(text)]
    parts = [", ".join(text[start:end]).upper() for start, end in pairwise(cut)]
    assert wording(parts).shingles.tolist() == whole.shingles.tolist()


@given(words)
def test_bands_are_numbers_that_the_database_has(text: list[str]) -> None:
    made = bands(wording([" ".join(text)]))
    assert len(made) in {0, BANDS}
    assert all(0 <= it < 2**63 for it in made)


def test_bands_are_those_that_are_stored() -> None:
    text = "A robot baked bread in Oslo all night, and by the morning two hundred loaves stood cooling on the racks of the old plant by the river."
    assert bands(wording([text]))[:2] == (6_538_503_340_685_693_250, 949_752_126_052_428_876)
