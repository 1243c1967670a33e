"""The sample corpus is what docs/sample-corpus.md says, byte for byte."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "articles" / "sample"
FILES = {
    path.relative_to(SAMPLE).with_suffix("").as_posix(): path.read_bytes() for path in SAMPLE.glob("*/*.txt")
}
REAL_COMPANIES = (
    "Google",
    "Alphabet",
    "Apple",
    "Microsoft",
    "Amazon",
    "Meta",
    "Facebook",
    "OpenAI",
    "Nvidia",
    "Samsung",
)


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_windows_1252(data: bytes) -> bool:
    return not is_utf8(data) and not data.startswith(codecs.BOM_UTF16_LE)


def text_of(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        return data.decode("utf-16")
    return data.decode("cp1252" if is_windows_1252(data) else "utf-8-sig")


def test_sixty_articles_or_more_from_six_sources() -> None:
    assert len(FILES) >= 60
    assert len({name.partition("/")[0] for name in FILES}) == 6


@pytest.mark.parametrize("name", sorted(FILES))
def test_articles_are_of_readable_length(name: str) -> None:
    assert 150 <= len(text_of(FILES[name]).split()) <= 650


@pytest.mark.parametrize(
    ("has_defect", "name"),
    [
        (is_windows_1252, "copper-lantern/ferry-now-and-a-cfo"),
        (lambda data: data.startswith(codecs.BOM_UTF16_LE), "the-brass-plate/jharokha-files-for-listing"),
        (lambda data: data.startswith(codecs.BOM_UTF8), "northlight-review/the-smallest-part"),
        (lambda data: b"\r\n" in data, "tin-roof-dispatch/tessaly-delays-chips"),
        (
            lambda data: "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}" in text_of(data),
            "morning-semaphore/0139_havdal-altarive-satellite-contract",
        ),
        (
            lambda data: "\N{ZERO WIDTH SPACE}" in text_of(data) and "\N{NO-BREAK SPACE}" in text_of(data),
            "harbour-wire/hw-20260825-tessaly-to-buy-kleine-hand",
        ),
        (
            lambda data: not re.search(r"\b20\d\d\b", "\n".join(text_of(data).splitlines()[:9])),
            "northlight-review/j-t-okafor-profile",
        ),
    ],
    ids=["Windows-1252", "UTF-16", "UTF-8 with BOM", "CRLF", "mojibake", "invisible spaces", "undated"],
)
def test_each_defect_is_in_exactly_one_file(has_defect: Callable[[bytes], bool], name: str) -> None:
    assert [found for found, data in FILES.items() if has_defect(data)] == [name]


def test_one_file_is_there_twice() -> None:
    original = FILES["copper-lantern/mirrorwell-series-a"]
    assert FILES["morning-semaphore/0412_voice-fraud-start-up-raises-22m"] == original
    assert len(set(FILES.values())) == len(FILES) - 1


def test_no_real_company_appears() -> None:
    real = re.compile(rf"\b({'|'.join(REAL_COMPANIES)})\b")
    assert {
        name: real.findall(text_of(data)) for name, data in FILES.items() if real.search(text_of(data))
    } == {}
