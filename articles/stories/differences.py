"""What two versions of a text have apart, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PARAGRAPHS = 400  # that are compared: what follows counts as it is
MOST_WORDS = 600  # of a paragraph whose words are compared
ALIKE = 0.4  # of their words: what shares less is another paragraph
MARKS = str.maketrans("“”„«»‘’–—", '"""""\'\'--')  # which papers print in their own ways
PIECE = re.compile(r"\w+|\s+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a changed paragraph: `kind` says whether both texts have them, the earlier or the later."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph of both texts, of the first (`GONE`), of the second (`NEW`), or changed from one to the other."""

    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(it.text for it in self.runs)


def differences(first: Sequence[str], second: Sequence[str]) -> list[Difference]:
    """The way from the paragraphs of the first text to those of the second, in order, all of both said.

    Quotation marks and dashes of another shape make no difference; of what is the same, the second's are given.
    """
    made = []
    one, other = ([_key(it) for it in side[:MOST_PARAGRAPHS]] for side in (first, second))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            made += [_whole(Kind.SAME, it) for it in second[k:m]]
        else:
            made += _replaced(first[i:j], second[k:m])
    made += [_whole(Kind.GONE, it) for it in first[MOST_PARAGRAPHS:]]
    return made + [_whole(Kind.NEW, it) for it in second[MOST_PARAGRAPHS:]]


def _key(paragraph: str) -> str:
    return " ".join(paragraph.translate(MARKS).split())


def _whole(kind: Kind, paragraph: str) -> Difference:
    return Difference(kind, (Run(kind, paragraph),))


def _replaced(gone: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Paragraphs that stand in one another's place: those that are alike as changed, in order."""
    left = list(new)
    for paragraph in gone:
        at = next((it for it, other in enumerate(left) if _alike(paragraph, other)), None)
        if at is None:
            yield _whole(Kind.GONE, paragraph)
        else:
            yield from (_whole(Kind.NEW, it) for it in left[:at])
            yield _changed(paragraph, left[at])
            left = left[at + 1 :]
    yield from (_whole(Kind.NEW, it) for it in left)


def _alike(one: str, other: str) -> bool:
    first, second = _key(one).split(), _key(other).split()
    if max(len(first), len(second)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _changed(one: str, other: str) -> Difference:
    first, second = PIECE.findall(one), PIECE.findall(other)
    runs = []
    keys = [[it.translate(MARKS) for it in side] for side in (first, second)]
    for tag, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Kind.SAME, "".join(second[k:m])))
            continue
        if i < j:
            runs.append(Run(Kind.GONE, "".join(first[i:j])))
        if k < m:
            runs.append(Run(Kind.NEW, "".join(second[k:m])))
    return Difference(Kind.CHANGED, tuple(runs))
