"""One form for all text: NFC, line feeds at the end of lines, plain spaces, no invisible characters, no mojibake."""

import html
import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_END = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_JOINER = re.compile(  # joiners belong to some scripts and to emoji, never to Latin words
    "(?:(?<=[\x00-\x7f])|\\A)[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f]|\\Z)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("  +")
_BLANK_LINES = re.compile("\n\n\n+")
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_FOREIGN_RUN = re.compile("[^\x00-\x7f][^\x00-\x7f]{30}")  # as marks are, and found ten times as fast
_MOST_MARKS = (
    30  # combining marks on one letter, as in Unicode's stream-safe text: ordering more is quadratic
)
_NOT_STRANGE = "\x00-\x7f‘’“”–—…"  # ASCII and plain typography alone never are mojibake
_STRANGE = re.compile(f"[^{_NOT_STRANGE}]")
_REACH = 6  # characters either side of a strange one: what ftfy takes for mojibake has seven at most
_STRANGE_PLACES = re.compile(f"[^{_NOT_STRANGE}]+(?:[{_NOT_STRANGE}]{{1,{2 * _REACH}}}[^{_NOT_STRANGE}]+)*")
_MOST_ON_A_LINE = 20_000  # characters of a line that are looked at for mojibake at a time


def normalise(text: str) -> str:
    """`text` in the form that is stored: its lines without space around them, one blank line at most between them.

    Character references (`&amp;`) become characters, wrongly decoded UTF-8 is repaired line by line.
    """
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if _STRANGE.search(text):
        text = "".join(map(_repaired, text.splitlines(keepends=True)))
    text = _composed(text.replace("\r\n", "\n"))
    if not all(map(str.isprintable, text.split("\n"))):
        text = _printable(text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip()


def _printable(text: str) -> str:
    """The text with plain spaces and line feeds for all others, and without what cannot be seen."""
    text = _LINE_END.sub("\n", text.replace("\u2029", "\n\n"))
    text = _ODD_SPACE.sub(" ", _INVISIBLE.sub("", text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    return _composed(text)


def _composed(text: str) -> str:
    if text.isascii():
        return text
    if _FOREIGN_RUN.search(text):
        text = _MARKS.sub(_fewer_marks, text)
    return unicodedata.normalize("NFC", text)


def _character(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _repaired(line: str) -> str:
    if not _STRANGE.search(line):
        return line
    if len(line) > _MOST_ON_A_LINE:
        parts = range(0, len(line), _MOST_ON_A_LINE)
        return "".join(_repaired(line[at : at + _MOST_ON_A_LINE]) for at in parts)
    line = _SURROGATE.sub("\ufffd", line)
    return ftfy.fix_encoding(line) if _is_bad(line) else line


def _is_bad(line: str) -> bool:
    """As ftfy's `is_bad`, which takes its time, of the strange places alone."""
    return any(
        is_bad(line[max(0, place.start() - _REACH) : place.end() + _REACH])
        for place in _STRANGE_PLACES.finditer(line)
    )
