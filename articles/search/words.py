"""How the search box is read: words, "phrases" and -exclusions. Anything can be read; nothing is an error."""

import re
from dataclasses import dataclass

MAX_CHARACTERS = 500
MAX_CLAUSES = 40  # more than anyone types; each costs a look-up in every field

# A hyphen excludes only where a word begins, so that "e-mail" stays one thing. A phrase may lack its end.
CLAUSE = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
QUOTATION_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True)
class Clause:
    """A word or phrase as typed; `exclude` asks for articles without it."""

    text: str
    exclude: bool = False


def clean(typed: str) -> str:
    """What was typed without control characters and halves of surrogate pairs, on one line, cut to MAX_CHARACTERS."""
    whole = typed.encode("utf-8", "ignore").decode()
    printable = "".join(it if it.isprintable() else " " for it in whole)
    return " ".join(printable.split())[:MAX_CHARACTERS].rstrip()


def read(typed: str) -> tuple[Clause, ...]:
    """The clauses of what was typed, in order. Those that hold no letter or digit are left out."""
    plain = clean(typed).translate(QUOTATION_MARKS)
    clauses = (
        Clause(text=(it["phrase"] or it["word"] or "").strip(), exclude=bool(it["no"]))
        for it in CLAUSE.finditer(plain)
    )
    return tuple(it for it in clauses if any(map(str.isalnum, it.text)))[:MAX_CLAUSES]
