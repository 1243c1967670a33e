"""Bylines: lines that say who wrote an article, and the names in them."""

import re

_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|(?:de|del|della|van|von|der|den|bin|al|el|la|le|da|di|du|ter)\b)"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: {_NAME_WORD}){{1,4}}"
_BY = re.compile(
    r"^(?:(?:written|reported|words|story|report|posted|published|article)(?: and \w+)? )?by:? (?P<names>\S.*)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:authors?|byline|writers?|reporters?):\s*(?P<names>\S.*)$", re.IGNORECASE)
_ROLE = (
    r"(?:(?:[A-Z][\w'’&.-]* ){0,4}(?:staff|senior|chief|contributing|associate|special|guest|deputy|managing|foreign|political|business|technology|tech|science)[ -]){0,3}"
    r"(?:writer|reporter|editor|editor-in-chief|correspondent|contributor|columnist|journalist|producer|author|blogger)"
)
_NAME_AND_ROLE = re.compile(
    rf"^(?P<names>{_NAME})\s?[,|/–—-]\s?(?:[\w&'’.-]+ ){{0,4}}?(?i:{_ROLE})(?:[,|] .{{1,60}})?$"
)
_ONLY_ROLE = re.compile(rf"^(?:[\w&'’.-]+ ){{0,3}}(?i:{_ROLE})s?(?:,? [\w&'’.-]+){{0,3}}$")
_NAME_AND_HANDLE = re.compile(rf"^(?P<names>{_NAME}) ?\(?@\w{{2,30}}\)?$")
_ONLY_NAMES = re.compile(rf"^{_NAME}(?:(?:,| and|, and| &) {_NAME}){{0,4}}$")
_BETWEEN_NAMES = re.compile(r",? and |,? & |, ?| with |; ?")
_AFTER_NAMES = re.compile(r"\s*(?:[|·•(/@]|\s[–—-]\s|\bfor\b|\bin [A-Z]|\bat\b|\bon\b).*$")
_NOT_A_NAME = re.compile(
    rf"^(?:(?i:{_ROLE})s?|(?i:the )?[A-Z]{{2,5}}|.*\b(?i:staff|news|press|times|post|desk|newsroom|team|wire|reuters|bloomberg|media|today|bureau|ceo|cfo|cto|coo|chief|president|chair|chairman|chairwoman|founder|co-founder|executive|director|minister|senator|head|editors?|writers?|reporters?"
    r"|correspondent|inc|contributor|columnist|agency|agencies|magazine|daily|service|services)\b.*)$"
)
_LONGEST = 120
_MOST_NAMES = 8


def read_byline(line: str) -> tuple[str, ...] | None:
    """The names in a line that is a byline ("By Jane Doe and John Roe", "Jane Doe, Staff Writer"), or None.

    A byline without a person's name ("By staff") gives no names.
    """
    if len(line) > _LONGEST:
        return None
    for form in (_BY, _LABEL):
        found = form.match(line)
        if found:
            names = read_names(found["names"])
            return names if names or _looks_like_desk(found["names"]) else None
    found = _NAME_AND_ROLE.match(line) or _NAME_AND_HANDLE.match(line)
    return (found["names"],) if found else None


def is_only_names(line: str) -> bool:
    """Whether a line could be a person's name, or several, and nothing else."""
    return len(line) <= _LONGEST and bool(_ONLY_NAMES.match(line)) and bool(read_names(line))


def is_role(line: str) -> bool:
    """Whether a line is the title of a writer, without a name: "Opinion Columnist"."""
    return len(line) <= _LONGEST and bool(_ONLY_ROLE.match(line))


def read_names(part: str) -> tuple[str, ...]:
    """The persons' names in the part of a byline that names its writers, each once."""
    part = _AFTER_NAMES.sub("", part[:_LONGEST])
    names: list[str] = []
    for piece in _BETWEEN_NAMES.split(part)[:_MOST_NAMES]:
        name = _cased(piece.strip(" .,:;"))
        if re.fullmatch(_NAME, name) and not _NOT_A_NAME.match(name) and name not in names:
            names.append(name)
    return tuple(names)


def _cased(name: str) -> str:
    """JANE DOE as Jane Doe; names in mixed case as they are."""
    if name.isupper() and " " in name:
        return " ".join(word if word.endswith(".") else word.capitalize() for word in name.split(" "))
    return name


def _looks_like_desk(names: str) -> bool:
    return len(names.split()) <= 5 and bool(_NOT_A_NAME.match(names.strip()))  # noqa: PLR2004
