"""What kind of organisation a name is: what its own words say, else what the article says of it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.extraction import lexicon
from articles.extraction.findings import Candidate
from articles.resolution.investors import investors
from articles.resolution.links import EntityKind
from articles.resolution.terms import introduced

_KINDS = tuple((EntityKind(kind), words) for kind, words in lexicon.KINDS.items())
_HEADS = re.compile(r"\b(?:Academy|Centre|Center|Campaign|Alliance|Conference)\s(?:for|of)\b")
_STATE = re.compile(
    r"^(?:U\.?S\.?\s)?House$|\bNational\s.*\s(?:Center|Centre|Laboratory|Service)$|\b(?:Air|Coast|Task|Response)\s(?:Force|Guard)$|"
    r"\bOffice\s(?:of|for)\s|^Federal\s.*\sOffice\b|\b(?:Reserve|Central)\sBank\b|\bMinisterial\b|"
    r"\b(?:Ambulance|Customs|Emergency|Fire|Forest|Health|Immigration|Intelligence|Meteorological|Park|Police|Prison|Rescue|Revenue|Secret|Security|Weather)\sServices?$"
)
_CIRCLE = re.compile(
    r"\b(?:Action|Advisory|Advocacy|Campaign|Contact|Focus|Interest|Lobby|Rights|Steering|Study|Support|Working)\sGroup$|"
    r"\b(?:Athletic|Basketball|Book|Bowling|Country|Cricket|Football|Golf|Hockey|Jockey|Press|Racing|Rotary|Rowing|Rugby|Sailing|Soccer|Surf|Swimming|Tennis|Yacht)\sClub$|"
    r"\b(?:FC|AFC)$"
)
_SPORT = r"(?:Athletics|Badminton|Basketball|Boxing|Cricket|Cycling|Football|Golf|Gymnastics|Hockey|Netball|Rowing|Rugby|Sailing|Skiing|Soccer|Surfing|Swimming|Tennis|Volleyball)"
_BODY_OF_SPORT = re.compile(rf"^{_SPORT}\s(\w[\w\s]+)$|^(\w[\w\s]+)\s{_SPORT}$")
_OUTLET = re.compile(r"\w{2}news$")
_NOUNS = {
    EntityKind.MEDIA: r"news\s(?:agency|blog|outlet|service|site|website)",
    EntityKind.NON_PROFIT: r"charity|(?:aid|relief)\s(?:agency|group|organi[sz]ation)|non-?profit|NGO|think\s?-?tank|trade\sunion|(?:political|ruling|opposition|former)\sparty|"
    r"(?:advocacy|campaign|civil\sliberties|consumer|environmental|human\srights|lobby|lobbying|privacy|rights|trade|victims?)\sgroup",
    EntityKind.FUND: r"(?:growth|hedge|investment|pension|private\sequity|sovereign|sovereign\swealth|venture|wealth)\sfund|"
    r"(?:private\sequity|PE|VC|venture|venture\scapital)\s(?:firm|investor)",
}
_BEFORE = {
    kind: re.compile(rf"\b(?:{nouns})(?:\s(?:group|organi[sz]ation))?(?:\s(?:called|named)|,)?\s$")
    for kind, nouns in _NOUNS.items()
}
_AFTER = {
    kind: re.compile(rf",\s(?:an?|the|another)\s(?:[$€£\w’'-]+\s){{0,4}}(?:{nouns})\b")
    for kind, nouns in _NOUNS.items()
}
_REACH = 60  # characters
_REPORTED = re.compile(r"\s(?:has\s|had\s)?report(?:ed|s)(?:\sthat\b|\son\b|[.,;])")
_PRESS = frozenset(["outlet after", "outlet before", "reports first"])


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> EntityKind:
    """The kind of an organisation by the words of its name; a company where they say nothing."""
    words = {word.rstrip(".") for word in name.split()}
    for kind, telling in _KINDS:
        if words & telling:
            return kind
    if _STATE.search(name):
        return EntityKind.PUBLIC_BODY
    if _OUTLET.search(name):
        return EntityKind.MEDIA
    sport = _BODY_OF_SPORT.search(name)
    if (sport and (sport[1] or sport[2]) in lexicon.PLACES) or _HEADS.search(name) or _CIRCLE.search(name):
        return EntityKind.NON_PROFIT
    return EntityKind.COMPANY


def kinds_told(text: str, candidates: Sequence[Candidate]) -> dict[str, EntityKind]:
    """The kinds of those names that do not tell theirs, and of which the article tells it: "the charity X", "X, a hedge fund"."""
    paying = investors(text, candidates)
    reporting = {it.text for it in candidates if _reports(text, it)}
    called = {it.text: kind for it in candidates if (kind := _called(text, it))}
    long = introduced(text)
    short = {it.text: kind_of(long[it.text]) for it in candidates if it.text in long}
    told = (
        dict.fromkeys(paying, EntityKind.FUND) | called | dict.fromkeys(reporting, EntityKind.MEDIA) | short
    )
    return {name: kind for name, kind in told.items() if kind_of(name) is EntityKind.COMPANY}


def _called(text: str, it: Candidate) -> EntityKind | None:
    """The kind by which the article calls the name in one place."""
    before = text[max(0, it.span.start - _REACH) : it.span.start]
    for kind in _NOUNS:
        if _BEFORE[kind].search(before) or _AFTER[kind].match(text, it.span.end):
            return kind
    return None


def _reports(text: str, it: Candidate) -> bool:
    """Whether the article takes something from the name as one does from an outlet."""
    evidence = frozenset(it.evidence)
    first, _, last = it.text.rpartition(" ")
    cited = "source before" in evidence or _REPORTED.match(text, it.span.end)
    return bool(evidence & _PRESS) or bool(first and last in lexicon.OUTLET_WORDS and cited)
