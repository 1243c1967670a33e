"""Whom "the lanky professor" means: who is called so beside the name, or else whom the text is about there, if it named nobody else since."""

import re
from collections.abc import Sequence

from articles.extraction import lexicon
from articles.extraction.titles import HEADS
from articles.extraction.verbs import PEOPLE
from articles.resolution.antecedents import Antecedents
from articles.resolution.genders import said_before
from articles.resolution.links import Entity, Mention

_THE = re.compile(
    r"the\s+(?P<detail>[\w.’',-]+\s+)*?(?P<head>[\w-]+)(?=\s+(?:of|for|at|from|in|with|behind|who)\b|$)",
    re.IGNORECASE,
)
_AGED = re.compile(r"\d+-year-old$")
_NOUNS = PEOPLE | HEADS | {noun.casefold() for noun in lexicon.PERSON_NOUNS}
_MENTIONS_BACK = 40
_REACH = 90
_BESIDE_BEFORE = r"\b{}\s+$"
_BESIDE_AFTER = r"\s*[,(–—][^.;!?\n]*\b{}\b"


class Descriptions:
    """Looks descriptions of people up. `people` are the mentions outside quotes, in order."""

    def __init__(self, text: str, people: Sequence[Mention], antecedents: Antecedents) -> None:
        self._text = text
        self._people = people
        self._antecedents = antecedents

    def person(self, at: int, words: str) -> Entity | None:
        """The person whom the words at a place describe; None where they describe nobody, or the text does not tell whom."""
        found = _THE.match(words)
        head = found["head"].casefold() if found else ""
        if not found or not (head in _NOUNS or _AGED.match(head)):
            return None
        called = self._called(at, head)
        if called or not (found["detail"] or _AGED.match(head)):
            return called
        pronoun = said_before(head + " ", len(head) + 1)
        person = self._antecedents.salient(at, pronoun)
        return person if person == self._antecedents.before(at, pronoun) else None

    def _called(self, at: int, head: str) -> Entity | None:
        """The person named last with the noun beside the name: "professor Jane Doe", "Jane Doe, a professor of law"."""
        before = re.compile(_BESIDE_BEFORE.format(re.escape(head)), re.IGNORECASE)
        after = re.compile(_BESIDE_AFTER.format(re.escape(head)), re.IGNORECASE)
        past = [mention for mention in self._people if mention.span.start < at][-_MENTIONS_BACK:]
        for mention in reversed(past):
            start, end = mention.span.start, mention.span.end
            if before.search(self._text[max(0, start - _REACH) : start]) or after.match(
                self._text, end, min(end + _REACH, at)
            ):
                return mention.entity
        return None
