"""Which names that nobody knew before are believed to be organisations: the model alone is wrong too often."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Span
from articles.extraction.names import FEWEST_INITIALS, initials, is_short_for
from articles.resolution.business import is_business_news, is_called_firm, is_plainly_business_news
from articles.resolution.kinds import kind_of
from articles.resolution.links import EntityKind

NEEDED = 0.55
"""The least confidence of an organisation that nobody knew before."""
NEEDED_COMPANY = 0.7
"""The same where its name does not tell what kind it is: products and events look like companies."""
NEEDED_PASSING = 0.8
"""The same for a single word that stands in one place only, beside no organisation in a list,
and that the archive does not remember."""
NEEDED_UNCALLED = 0.9
"""The same for what is never called a firm, where the article is hardly of business; where it is not at all, nothing will do."""
_BESIDE = 1.0  # on the scale of log odds, like the weights of the signs
_REMEMBERED = 1.5
_BRACKET_REACH = 4  # characters
_LEAST, _MOST = 0.01, 0.99
_ABBREVIATION = re.compile(r"[A-Z][a-z]?[A-Z](?:[a-z]?[A-Z0-9])*|[^a-z]+")
_WITH_FORM = re.compile(rf",?\s(?:{'|'.join(map(re.escape, lexicon.LEGAL_FORMS))})\.?$")
_LIST = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&)\s|\s?[/–]\s?")


def believed(
    text: str,
    candidates: Sequence[Candidate],
    sure: Sequence[Span],
    is_remembered: Callable[[str], bool] = lambda name: False,
) -> list[Candidate]:
    """The candidates for organisations of which the article says enough; `sure` are the places of known organisations.

    Each with the confidence that it has among the others, and by what the archive remembers of its name. Where business is
    not what the article is about, a company must be called one.
    """
    beside = _in_lists(text, candidates, sure)
    confidence = {
        it.text: _lifted(
            it.confidence, _BESIDE * bool(beside[it.text]) + _REMEMBERED * is_remembered(it.text)
        )
        for it in candidates
    }
    places = Counter(it.text for it in candidates)
    passing = {it for it in places if places[it] == 1 and not beside[it] and not is_remembered(it)}
    good = {name for name, share in confidence.items() if share >= _needed(name, in_passing=name in passing)}
    if not is_plainly_business_news(text):
        enough = NEEDED_UNCALLED if is_business_news(text) else math.inf
        called = {it.text for it in candidates if is_called_firm(it)}
        good = {
            name
            for name in good
            if name in called
            or confidence[name] >= enough
            or is_remembered(name)
            or kind_of(name) is not EntityKind.COMPANY
        }
    good -= _unexplained(text, candidates, good, sure)
    for name in sorted(confidence.keys() - good, key=lambda it: (-len(it), it)):
        longer = [confidence[long] for long in good if _stands_for(name, long)]
        if len(longer) == 1:
            confidence[name] = longer[0]
            good.add(name)
    return [replace(it, confidence=confidence[it.text]) for it in candidates if it.text in good]


def _needed(name: str, *, in_passing: bool) -> float:
    """The least confidence for a name; "the Commission" and "Holdings, Inc." mean nothing by themselves."""
    if _WITH_FORM.sub("", name) in lexicon.ORGANISATION_WORDS:
        return math.inf
    if kind_of(name) is not EntityKind.COMPANY:
        return NEEDED
    return NEEDED_PASSING if in_passing and " " not in name else NEEDED_COMPANY


def _unexplained(
    text: str, candidates: Sequence[Candidate], good: set[str], sure: Sequence[Span]
) -> set[str]:
    """Capitals in brackets behind anything but an organisation: they shorten a term, as in "long-term plan (LTP)"."""
    named = {span.end: text[span.start : span.end] for span in sure}
    named |= {it.span.end: it.text for it in candidates if it.text in good}
    bracketed = [it for it in candidates if _ABBREVIATION.fullmatch(it.text) and "in brackets" in it.evidence]
    explained = {
        it.text
        for it in bracketed
        for end in range(it.span.start - _BRACKET_REACH, it.span.start)
        if end in named and is_short_for(it.text, named[end])
    }
    return {it.text for it in bracketed} - explained


def _lifted(confidence: float, by: float) -> float:
    """A confidence with evidence added, in log odds."""
    if not by:
        return confidence
    share = min(max(confidence, _LEAST), _MOST)
    return 1 / (1 + math.exp(-(math.log(share / (1 - share)) + by)))


def _stands_for(name: str, long: str) -> bool:
    """Whether the name is the beginning, or the initials, of a longer one."""
    if name.isupper() and " " not in name and len(name) >= FEWEST_INITIALS:
        return " " in long and initials(long).startswith(name)
    return long.startswith(name + " ")


def _in_lists(text: str, candidates: Sequence[Candidate], sure: Iterable[Span]) -> Counter[str]:
    """How often each name stands beside a known organisation, or one that is marked as such, in a list."""
    places = sorted([(span, "") for span in sure] + [(it.span, it.text) for it in candidates])
    marked = {
        it.span for it in candidates if "company before" in it.evidence or "company after" in it.evidence
    }
    firm = [not name or span in marked for span, name in places]
    beside = Counter[str]()
    _chain(text, places, firm, beside)
    _chain(text, places[::-1], firm[::-1], beside)
    return beside


def _chain(text: str, places: Sequence[tuple[Span, str]], firm: Sequence[bool], beside: Counter[str]) -> None:
    """Counts the names to which a list leads from a firm one, in the order given."""
    leads = False
    for index, (span, name) in enumerate(places):
        if index:
            low, high = sorted((places[index - 1][0], span))
            leads = leads and low.end <= high.start and bool(_LIST.fullmatch(text, low.end, high.start))
        if leads and name:
            beside[name] += 1
        leads = leads or firm[index]
