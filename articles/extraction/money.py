"""Sums of money: how much, in which currency, and what for, by the words around them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.extraction.findings import FoundMoney, Span
from articles.extraction.prose import sentences
from articles.text.article import ParsedArticle
from articles.text.excerpts import body_blocks

MAX_AMOUNT = 10**15  # more than all the money there is; a 64-bit column of the database holds it

_SCALES = {
    "k": 3, "thousand": 3, "lakh": 5, "lakhs": 5, "m": 6, "mn": 6, "mm": 6, "mil": 6, "mln": 6, "million": 6, "millions": 6,
    "crore": 7, "crores": 7, "cr": 7, "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9,
    "t": 12, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
_SYMBOLS = {
    "us$": "USD", "$": "USD", "usd": "USD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
    "nz$": "NZD", "nzd": "NZD", "hk$": "HKD", "hkd": "HKD", "s$": "SGD", "sg$": "SGD", "sgd": "SGD", "nt$": "TWD", "twd": "TWD",
    "r$": "BRL", "brl": "BRL", "mx$": "MXN", "mxn": "MXN", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY",
    "cn¥": "CNY", "cny": "CNY", "rmb": "CNY", "rs": "INR", "rs.": "INR", "inr": "INR", "₹": "INR", "₩": "KRW", "krw": "KRW",
    "₽": "RUB", "rub": "RUB", "₺": "TRY", "₪": "ILS", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "₦": "NGN", "zar": "ZAR",
}  # fmt: skip
_WORDS = {
    "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "euros": "EUR",
    "pounds": "GBP", "pounds sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR",
    "won": "KRW", "rubles": "RUB", "roubles": "RUB", "swiss francs": "CHF", "francs": "CHF", "kronor": "SEK", "kroner": "NOK",
    "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD", "hong kong dollars": "HKD",
    "shekels": "ILS", "naira": "NGN", "reais": "BRL", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip


def _any_of(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_NUMBER = r"(?:\d{1,3}(?:[,’']\d{2,3})+|\d{1,15})(?:\.\d{1,4})?(?![\d])"
_SCALE = (
    r"(?:[\s\u00a0-]?(?:thousand|lakhs?|millions?|crores?|billions?|trillion)(?![A-Za-z])"
    rf"|(?:{_any_of(_SCALES)})(?![A-Za-z])|[\s\u00a0](?:bn|mn|mln|bln|tn|m|b)(?![\w-]))"
)
_QUALIFIER = (
    r"(?:(?:up\s+to|more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|as\s+much\s+as|in\s+excess\s+of|close\s+to|"
    r"upwards?\s+of|just\s+(?:over|under)|well\s+over|over|under|nearly|almost|about|around|roughly|some|approximately)\s+(?:an?\s+)?)?"
)
_SYMBOL = rf"(?<![A-Za-z])(?:{_any_of(_SYMBOLS)})"
_MONEY = re.compile(
    rf"(?<![\w.,]){_QUALIFIER}(?P<between>between\s+)?(?:"
    rf"(?P<symbol>{_SYMBOL})\s?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:\s?(?:-|–|—|to\b|(?(between)and\b|to\b))\s?(?:{_SYMBOL}\s?(?P<upper>{_NUMBER})(?P<upper_scale>{_SCALE})?"
    rf"|(?P<bare>{_NUMBER})(?P<bare_scale>{_SCALE})))?(?:\s(?P<kind_of_dollar>CAD|AUD|NZD|SGD|HKD|USD)\b)?"
    rf"|(?P<plain>{_NUMBER})(?P<plain_scale>{_SCALE})?[\s\u00a0-](?P<word>{_any_of(_WORDS)})\b)",
    re.IGNORECASE,
)
_ALSO_OTHER_THINGS = frozenset({"pounds", "won"})  # weights and victories, unless there are thousands of them

_KINDS = (
    ("valuation", r"valu(?:ed|ing|ations?|es)|(?:is|was|now|be|be[ae]n)\s+worth|market\s+cap\w*|post-money|pre-money"),
    ("fine", r"fin(?:e|ed|es|ing)|penalt(?:y|ies)|settle\w*|damages|lawsuit"),
    ("acquisition", r"acqui(?:re[ds]?|ring|sition)s?|b(?:uy|ought|uying|uys)|takeover|purchase[ds]?|merger|sold\s+(?:to|for)|sale\s+of"),
    ("raised", r"rais(?:e[ds]?|ing)|funding|fundrais\w+|round|series\s+[a-h]\b|seed|led\s+by|financing|backed|closed"),
    ("revenue", r"revenues?|sales|profits?|earnings|income|turnover|net\s+loss|arr|run[\s-]rate|quarter\w*|bookings|gmv"),
    ("investment", r"invest(?:s|ed|ing|ment|ments)?|stake|pledg\w+|commit\w*|spend(?:ing)?|pour\w*|fund\b|initiative|grant\w*|inject\w*"),
)  # fmt: skip
_KIND = re.compile("|".join(rf"\b(?P<{name}>{words})" for name, words in _KINDS), re.IGNORECASE)
_KIND_REACH = 90


def find_money(article: ParsedArticle) -> tuple[FoundMoney, ...]:
    """The sums named in the kept text, in order. A range counts with its upper end."""
    return tuple(
        found
        for block in body_blocks(article)
        for sentence in sentences(article.text, block.start, block.end)
        for found in _in_sentence(article.text, sentence)
    )


def _in_sentence(text: str, sentence: Span) -> Iterator[FoundMoney]:
    for match in _MONEY.finditer(text, sentence.start, sentence.end):
        amount = _amount(match)
        if 0 < amount <= MAX_AMOUNT and _is_money(text, match):
            yield FoundMoney(
                Span(match.start(), match.end()), amount, _currency(match), _kind(text, match, sentence)
            )


def _is_money(text: str, match: re.Match[str]) -> bool:
    if text[match.end() : match.end() + 1] == "%":
        return False
    word = match["word"]
    return word is None or word.casefold() not in _ALSO_OTHER_THINGS or bool(match["plain_scale"])


def _amount(match: re.Match[str]) -> int:
    if match["plain"]:
        return _whole(match["plain"], match["plain_scale"])
    upper = _whole(match["upper"] or match["bare"] or "0", match["upper_scale"] or match["bare_scale"])
    return max(upper, _whole(match["number"], match["scale"]))


def _whole(number: str, scale: str | None) -> int:
    zeros = _SCALES[scale.strip(" \t\n\u00a0-").casefold()] if scale else 0
    return int(Decimal(re.sub(r"[,’']", "", number)).scaleb(zeros))


def _currency(match: re.Match[str]) -> str:
    if match["kind_of_dollar"]:
        return match["kind_of_dollar"].upper()
    if match["symbol"]:
        return _SYMBOLS[match["symbol"].casefold()]
    return _WORDS[re.sub(r"\s+", " ", match["word"].casefold())]


def _kind(text: str, match: re.Match[str], sentence: Span) -> str:
    """The kind whose words stand nearest to the sum; those before it count as a little nearer than those after."""
    best, nearest = "other", _KIND_REACH
    start, end = (
        max(sentence.start, match.start() - _KIND_REACH),
        min(sentence.end, match.end() + _KIND_REACH),
    )
    for word in _KIND.finditer(text, start, end):
        distance = (
            match.start() - word.end() if word.end() <= match.start() else (word.start() - match.end()) * 2
        )
        if word.lastgroup and 0 <= distance < nearest:
            best, nearest = word.lastgroup, distance
    return best
