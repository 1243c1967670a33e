import sys
import unicodedata

import pytest
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given
from hypothesis import strategies as st

from articles.text.normalise import _STRANGE, _is_bad, normalise


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\v", "\f", "\u2028"])
def test_every_kind_of_line_end_is_a_line_feed(end: str) -> None:
    assert normalise(f"One{end}two") == "One\ntwo"


def test_a_paragraph_separator_leaves_a_blank_line() -> None:
    assert normalise("One\u2029two") == "One\n\ntwo"


def test_no_more_than_one_blank_line_and_no_space_around_lines() -> None:
    assert normalise("\n\n One  \n \n\t\n\n two \n\n") == "One\n\ntwo"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "  ", " \u00a0 "])
def test_any_space_is_one_plain_space(space: str) -> None:
    assert normalise(f"Vela{space}Systems") == "Vela Systems"


@pytest.mark.parametrize(
    "nothing", ["\x00", "\x08", "\x1b", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2060"]
)
def test_what_cannot_be_seen_goes(nothing: str) -> None:
    assert normalise(f"Ve{nothing}la") == "Vela"


def test_joiners_stay_where_scripts_and_emoji_need_them() -> None:
    assert normalise("👩\u200d🔬 and \u0645\u06cc\u200c\u062e") == "👩\u200d🔬 and \u0645\u06cc\u200c\u062e"


def test_letters_and_their_accents_become_one_character() -> None:
    assert normalise("Cafe\u0301") == "Café"


def test_character_references_become_characters() -> None:
    assert (
        normalise("Vela &amp; Sons&nbsp;said &#8220;no&#x201D; &nonsense; AT&T")
        == "Vela & Sons said “no” &nonsense; AT&T"
    )


def test_mojibake_is_repaired_line_by_line() -> None:
    broken = "It’s a café".encode().decode("cp1252")
    assert normalise(f"{broken}\nThe café’s owner") == "It’s a café\nThe café’s owner"


def test_controls_that_stand_for_windows_characters_become_these() -> None:
    assert normalise("\x93No\x94, it\x92s") == "“No”, it’s"


def test_lone_surrogates_do_not_reach_the_database() -> None:
    assert normalise("a\ud800b") == "a\ufffdb"


def test_a_letter_keeps_thirty_accents_at_most() -> None:
    assert len(normalise("x" + "\u0316\u0301" * 1000 + "y")) <= 33


@given(st.text(max_size=200))
def test_gives_clean_text_whatever_comes(text: str) -> None:
    clean = normalise(text)
    assert clean == clean.strip()
    assert "\n\n\n" not in clean
    assert "  " not in clean
    assert "\x00" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()


@given(st.text(alphabet="ab \n\r\t\u00a0\u200b\u200d\u0301é&;", max_size=60))
def test_a_second_time_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=[*map(chr, range(128)), *"‘’“”–—…"]))
def test_ascii_and_plain_typography_are_no_mojibake(text: str) -> None:
    assert not _STRANGE.search(text)
    assert not is_bad(text)


MOJIBAKE = st.sampled_from(["â€™", "Ã©", "Â ", "вЂ™", "ГўВЂВ™", "ØªÙ", "√±", "≈°"])
SUSPECTED = st.sampled_from(sorted({it for known in MOJIBAKE_CATEGORIES.values() for it in known}))


@given(st.lists(MOJIBAKE | SUSPECTED | st.sampled_from("ab .’—")).map("".join))
def test_mojibake_is_found_by_what_stands_around_strange_characters(line: str) -> None:
    assert _is_bad(line) == is_bad(line)


def test_what_can_be_printed_stays() -> None:
    """Texts of such characters alone are not looked through for the others."""
    printable = filter(str.isprintable, map(chr, range(sys.maxunicode + 1)))
    for it in printable:
        assert it == " " or normalise(f"a{it}b") == unicodedata.normalize("NFC", f"a{it}b")
