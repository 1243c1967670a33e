"""Sums of money: how much, in which currency, and what for, by the words around them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from articles.extraction.findings import FoundMoney, Span
from articles.extraction.prose import sentences
from articles.extraction.sightings import read_blocks
from articles.text.article import ParsedArticle

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
    "danish crowns": "DKK", "danish kroner": "DKK", "norwegian crowns": "NOK", "swedish crowns": "SEK", "czech crowns": "CZK", "koruna": "CZK",
    "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD", "hong kong dollars": "HKD",
    "shekels": "ILS", "naira": "NGN", "reais": "BRL", "zloty": "PLN", "pesos": "MXN", "dirhams": "AED", "ringgit": "MYR",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "cad": "CAD", "aud": "AUD", "sgd": "SGD", "hkd": "HKD", "rmb": "CNY", "cny": "CNY",
    "jpy": "JPY", "krw": "KRW", "inr": "INR", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "brl": "BRL", "zar": "ZAR",
}  # fmt: skip
_NUMBER_WORDS = {
    "a quarter of a": "0.25", "half a": "0.5", "a half": "0.5", "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "a dozen": "12", "twelve": "12", "fifteen": "15", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "a hundred": "100", "one hundred": "100", "two hundred": "200", "five hundred": "500",
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
    rf"|(?P<plain>{_NUMBER})(?P<plain_scale>{_SCALE})?[\s\u00a0-](?P<word>{_any_of(_WORDS)})\b"
    rf"|(?P<written>{_any_of(_NUMBER_WORDS)})(?P<written_scale>[\s-](?:million|billion|trillion|lakh|crore))[\s-](?P<written_word>{_any_of(_WORDS)})\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d|illion|lakh|crore", re.IGNORECASE)  # no sum is without one
_ALSO_OTHER_THINGS = frozenset({"pounds", "won"})  # weights and victories, unless there are thousands of them

_KINDS = (
    ("valuation", r"valuations?|valu(?:ed|ing)|value[sd]?\s+(?:\w+\s+){1,4}at|at\s+a\s+value\s+of|(?:is|was|now|be|be[ae]n)\s+worth|market\s+(?:cap|value)\w*|post-money|pre-money|cap\b"),
    ("fine", r"fin(?:e|ed|es|ing)\b|penalt(?:y|ies)|settle\w*|damages|lawsuit"),
    ("acquisition", r"acqui(?:re[ds]?|ring|sition)s?|b(?:uy|ought|uying|uys)\b|takeover|purchase(?:[ds]|\s+price)?\b|merger|sold\s+(?:to|for)|sale\s+of|buyout|offered|offer\s+(?:of|worth)|bid\s+of"),
    ("raised", (r"rais(?:e[ds]?|ing)|funding|fundrais\w+|round|series\s+[a-h]\b|seed|led\s+by|financing|backed|backers|closed|attract(?:ed|ing)|"
     r"venture\s+capital|pull(?:ed|ing)\s+(?:in|together)|land(?:ed|s|ing)\b|secur(?:ed|es|ing)\b|nab(?:bed|s)\b|snag(?:ged|s)\b|bag(?:ged|s)\b|"
     r"pick(?:ed|s)\s+up|hauled?\s+in|to[\s-]date|ipo\b|public\s+offering|went\s+public|equity\s+capital|angel|"
     r"(?:gets?|nets?|netted|snare[sd]?|scores?|scored|receive[sd]?)(?=\s(?:an?\s)?(?:[$€£₹]|Rs\b|US\$))|backers?\b")),
    ("revenue", r"revenues?|sales\b|profits?|earnings|(?:net|operating|total)\s+income|turnover|loss(?:es)?\b|lost\b|bring(?:s|ing)?\s+in|gross(?:es|ed)\b|earn(?:s|ed|ing)?\b(?![\s-]outs?\b)|arr\b|run[\s-]rate|bookings|gmv|ebitda"),
    ("investment", (r"invest(?:s|ed|ing|ment|ments)?\b|stake|pledg\w+|commit\w*|(?:will|would|to|plans\s+to)\s+spend|pour\w*|fund\b|initiative|grants?\b|inject\w*|"
     r"plants?\b|factor(?:y|ies)\b|data\s+cent(?:re|er)s?|campus|facilit(?:y|ies)\b|gigafactory")),
    ("other", r"cost(?:s|ing)?\b|pric(?:e[ds]?|ing)\b|sells?\s+for|retails?\s+(?:at|for)|per\s+(?:share|month|year|week|hour)|salary|salaries|prize|discount"),
)  # fmt: skip
_KIND = re.compile("|".join(rf"\b(?P<{name}>{words})" for name, words in _KINDS), re.IGNORECASE)
_WEAK_DEAL = re.compile(r"\b(?:deal|exit|transaction)\b", re.IGNORECASE)
_KIND_REACH = 130
_A_PRICE_BELOW = 10_000  # written without a scale, a sum so small is what something costs
_NO_SUM_AFTER = re.compile(r"%|\s?=")  # a rate of exchange: "$1 = 0.92 euros"
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:or\s+)?$")


def find_money(article: ParsedArticle) -> tuple[FoundMoney, ...]:
    """The sums named in the title and the kept text, in order. A range counts with its lower end: so much is sure."""
    return tuple(
        found
        for block in read_blocks(article)
        if _FIGURE.search(article.text, block.start, block.end)
        for sentence in sentences(article.text, block.start, block.end)
        if _FIGURE.search(article.text, sentence.start, sentence.end)
        for found in _in_sentence(article.text, sentence)
    )


def _in_sentence(text: str, sentence: Span) -> Iterator[FoundMoney]:
    before: FoundMoney | None = None
    for match in _MONEY.finditer(text, sentence.start, sentence.end):
        amount = _amount(match)
        if 0 < amount <= MAX_AMOUNT and _is_money(text, match):
            place = Span(match.start(), match.end())
            same = before and _IN_BRACKETS.fullmatch(text, before.span.end, match.start())
            kind = before.kind if before and same else _kind(text, match, amount, sentence)
            before = FoundMoney(place, amount, _currency(match), kind)
            yield before


def _is_money(text: str, match: re.Match[str]) -> bool:
    if _NO_SUM_AFTER.match(text, match.end()) or text[
        max(0, match.start() - 2) : match.start()
    ].rstrip().endswith("="):
        return False
    word = match["word"]
    return word is None or word.casefold() not in _ALSO_OTHER_THINGS or bool(match["plain_scale"])


def _amount(match: re.Match[str]) -> int:
    if match["written"]:
        number = _NUMBER_WORDS[re.sub(r"\s+", " ", match["written"].casefold())]
        return _whole(number, match["written_scale"])
    if match["plain"]:
        return _whole(match["plain"], match["plain_scale"])
    number, scale = match["number"], match["scale"]
    upper, upper_scale = match["upper"] or match["bare"], match["upper_scale"] or match["bare_scale"]
    if upper and not scale and _decimal(number) < _decimal(upper):
        scale = upper_scale  # "$10 to $12 million": both are millions
    return _whole(number, scale)


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub(r"[,’']", "", number))


def _whole(number: str, scale: str | None) -> int:
    zeros = _SCALES[scale.strip(" \t\n\u00a0-").casefold()] if scale else 0
    return int(_decimal(number).scaleb(zeros))


def _currency(match: re.Match[str]) -> str:
    if match["kind_of_dollar"]:
        return match["kind_of_dollar"].upper()
    if match["symbol"]:
        return _SYMBOLS[match["symbol"].casefold()]
    return _WORDS[re.sub(r"\s+", " ", (match["word"] or match["written_word"]).casefold())]


def _kind(text: str, match: re.Match[str], amount: int, sentence: Span) -> str:
    """The kind whose words stand nearest to the sum; those before it count as a little nearer than those after."""
    best, nearest = "", _KIND_REACH
    start = max(sentence.start, match.start() - _KIND_REACH)
    end = min(sentence.end, match.end() + _KIND_REACH)
    for word in _KIND.finditer(text, start, end):
        distance = (
            match.start() - word.end() if word.end() <= match.start() else (word.start() - match.end()) * 2
        )
        if word.lastgroup and 0 <= distance < nearest:
            best, nearest = word.lastgroup, distance
    small = amount < _A_PRICE_BELOW and not (match["scale"] or match["plain_scale"] or match["written_scale"])
    if small and best != "fine":
        return "other"
    return best or ("acquisition" if _WEAK_DEAL.search(text, start, end) else "other")
