"""Bytes to characters: which encoding a file is in, and whether it is text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from articles.text.article import NotAnArticleError

MAX_BYTES = 5 * 1024 * 1024
SAMPLE_BYTES = 64 * 1024  # as much as guessing an encoding ever looks at

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LETTER = re.compile(
    rb"[\x83\x86-\x90\x98-\x9f\xb2-\xb6\xb8-\xba\xbc-\xff]"
)  # in Windows-1252: no punctuation
_NOT_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MOST_STRAY = 0.03  # the share of characters that no text has, above which a file is not text
_FEW_STRAY = 8
_FEW_HIGH = 0.12  # Western European text has fewer letters above 127 than this, other scripts have more
_WIDE = 0.3
_NARROW = 0.03


def decode(data: bytes, *, name: str = "") -> str:
    """The characters of a file in any encoding.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without one, UTF-8 with a few broken characters, Windows-1252,
    and what charset-normalizer makes of a sample of the rest. Raises NotAnArticleError with the codes `empty`,
    `too-large` and `binary`.
    """
    called = name or "The file"
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.1f} MB"
        raise NotAnArticleError(
            "too-large", f"{called} has {size}; an article may have {MAX_BYTES // 1024 // 1024} MB."
        )
    for signature, thing in _SIGNATURES:
        if data.startswith(signature):
            raise NotAnArticleError("binary", f"{called} is {thing}, not text: save it as plain text.")
    text = characters(data)
    if not text.strip("\x00\ufeff \t\r\n\f\v"):
        raise NotAnArticleError("empty", f"{called} is empty.")
    stray = len(_NOT_TEXT.findall(text))
    if stray > _FEW_STRAY and stray > _MOST_STRAY * len(text):
        raise NotAnArticleError(
            "binary", f"{called} is not text: {stray} of its {len(text)} characters are none."
        )
    return text


def characters(data: bytes) -> str:
    """As `decode`, of bytes that may be part of a file, and whatever comes out."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").rstrip("\x00")
    wide = _utf_16_without_mark(data[:SAMPLE_BYTES])
    if wide:
        return data.decode(wide, errors="replace").rstrip("\x00")
    data = data.strip(b"\x00")  # files cut from a disk or a tape are padded with them
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf_8(data)


def _utf_16_without_mark(sample: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every other byte, and only there."""
    pairs = len(sample) // 2
    if pairs < 2:  # noqa: PLR2004 (a single character says nothing)
        return None
    first, second = sample[0 : pairs * 2 : 2].count(0) / pairs, sample[1 : pairs * 2 : 2].count(0) / pairs
    if second > _WIDE and first < _NARROW:
        return "utf-16-le"
    if first > _WIDE and second < _NARROW:
        return "utf-16-be"
    return None


def _not_quite_utf_8(data: bytes) -> str:
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    whole = sum(character > "\x7f" for character in patched) - broken
    if broken <= whole // 4 or (whole and broken == 1 and patched.endswith("\ufffd")):
        return patched
    high = len(_HIGH_LETTER.findall(data))
    if high < _FEW_HIGH * len(data) and not _NOT_WINDOWS_1252.search(data):
        return data.decode("cp1252")
    best = from_bytes(_sample(data)).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, errors="replace")


def _sample(data: bytes) -> bytes:
    """Whole lines from around the bytes above 127, SAMPLE_BYTES at most: plain ASCII says nothing about an encoding."""
    found = _HIGH.search(data)
    start = max(0, (found.start() if found else 0) - SAMPLE_BYTES // 4)
    return data[start : start + SAMPLE_BYTES]
