"""Which names that nobody knew before are believed to be organisations: the model alone is wrong too often."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from articles.extraction import lexicon
from articles.extraction.findings import Candidate, Span

NEEDED = 0.8
_EVIDENCE = {
    "company before": 1.0,
    "company after": 1.2,
    "work before": 1.0,
    "ticker": 2.0,
    "parts after": 0.7,
    "company verb": 0.7,
    "told before": 0.8,
    "country before": 0.5,
    "dateline": 2.0,
    "speech after": 0.5,
    "speech before": 0.3,
    "possessive before": -0.8,
    "product after": -0.7,
    "title before": -0.7,
}
_FORM = 1.0
_BESIDE = 1.0
_AGAIN = 0.3  # for each place but one where the model proposes it
_MOST_AGAIN = 0.9
_UNUSUAL = 0.4
_USUAL = -0.3
_USUAL_WORD = -0.6
_CAMEL = 0.5
_ARTICLE = -0.4
_PRODUCT = -1.6
_SHORT_CAPITALS = -0.4
_SHORT_LENGTH = 4
_LOWER = re.compile(r"\b[a-z]{3,}")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|\.(?:com|ai|io|co|org|net)$")
_LIST = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&)\s|\s?[/–]\s?")


def believed(text: str, candidates: Sequence[Candidate], sure: Iterable[Span]) -> list[Candidate]:
    """The candidates for organisations of which the article says enough; `sure` are the places of known organisations."""
    groups = defaultdict[str, list[Candidate]](list)
    for candidate in candidates:
        groups[candidate.text].append(candidate)
    beside = _in_lists(text, candidates, sure)
    usual = set(_LOWER.findall(text))
    scores = {
        name: _score(name, group, usual) + _BESIDE * min(1, beside[name]) for name, group in groups.items()
    }
    scores |= dict.fromkeys(lexicon.ORGANISATION_WORDS & scores.keys(), 0.0)  # "the Commission", "the Board"
    good = {name for name, score in scores.items() if score >= NEEDED}
    good |= {name for name in groups if name not in good and _stands_for(name, good)}
    return [candidate for candidate in candidates if candidate.text in good]


def _stands_for(name: str, believed_names: set[str]) -> bool:
    """Whether the name is the beginning, or the initials, of a longer one that is believed."""
    if name.isupper() and " " not in name:
        return any(" " in long and _initials(long).startswith(name) for long in believed_names)
    return any(long.startswith(name + " ") for long in believed_names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _score(name: str, group: Sequence[Candidate], usual: set[str]) -> float:
    evidence = set[str]().union(*(candidate.evidence for candidate in group))
    score = sum(_EVIDENCE.get(kind, 0.0) for kind in evidence) + _form(name, evidence)
    proposed = sum("model" in candidate.evidence for candidate in group)
    score += min(_MOST_AGAIN, _AGAIN * max(0, proposed - 1))
    if _is_formed(name.split()):
        return score + _FORM
    words = {word.casefold() for word in name.split()}
    if not words & usual:
        return score + _UNUSUAL
    return score + (_USUAL if len(words) > 1 else _USUAL_WORD)


def _is_formed(words: Sequence[str]) -> bool:
    """Whether the words of the name are those of an organisation's."""
    last = words[-1].rstrip(".")
    return len(words) > 1 and bool(
        last in lexicon.LEGAL_FORMS
        or last in lexicon.ORGANISATION_WORDS
        or lexicon.ORGANISATION_HEADS.intersection(words)
    )


def _form(name: str, evidence: set[str]) -> float:
    """What the words of the name say."""
    words = name.split()
    last = words[-1].rstrip(".")
    score = 0.0
    if last in lexicon.PRODUCT_WORDS or last.isdigit():
        score += _PRODUCT
    if len(words) == 1:
        if "article before" in evidence and not name.isupper():
            score += _ARTICLE
        if name.isupper() and len(name) <= _SHORT_LENGTH:
            score += _SHORT_CAPITALS
        if _INNER_CAPITAL.search(name):
            score += _CAMEL
    return score


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
