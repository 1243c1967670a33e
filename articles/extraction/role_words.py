"""The words between a person, a title and a company that make one the other's; NAME stands for a company among them."""

import re

NAME = "\x00"  # stands for a company's name in the words between a person and a title

AREA = re.compile(
    r"\s+(?:of|for)\s+(?:(?!(?:the|its|an?|at|of|for|who|in|with|from|on|by|said|says|told|to)\b)(?:[a-z][\w&-]*|[A-Z]{2}|R&D|M&A)(?:\s+|\b)){1,5}"
)
FIELD = re.compile(
    r"\s+of\s+(?:(?:[A-Z][\w&-]*|and|&)\s+){0,4}(?:Marketing|Sales|Product|Products|Engineering|Relations|Operations|Design|Research|Growth|Strategy|"
    r"Communications|Finance|Technology|Partnerships|Development|Security|Policy|Affairs|Data|Content|Experience|Science|Innovation|People|Talent|"
    r"Platform|Business|Commerce|Advertising|Media|Services|Support|Success|Compliance)\b(?!\s+[A-Z])"
)
PAST = re.compile(
    r"\b(?:(?:departure|resignation|ouster|exit|firing|dismissal)\s+of\s+(?:[^\s,;:]+\s+){0,5}|(?:former|formerly|previous|previously|onetime|one-time|erstwhile)\s+(?:[^\s,;:]+\s+){0,4}|(?:ex|then)[\s-]+(?:\x00\s+)?)$",
    re.IGNORECASE,
)
WAS = re.compile(
    r"\b(?:was(?!\s+(?:named|appointed|elected|promoted|hired|made)\b)|served|spent|former|formerly|previously|ex-|stepp|resign|retir|left|leaving)"
)
_HONORIFIC = r"(?:(?:Sir|Dame|Lord|Lady|Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor)\.?\s+)?"
_WORD = r"(?:(?!(?:and|or|but|so|yet|the|an?|by|with|that|who|as|to|for|of|in|on|at|from|about|over|against|under|than|like|into|is|was|has|said|says|told|when|where|while)\b)[\w-]+\s+)"
OWNED = re.compile(rf"(?:['’]s?)?\s+{_WORD}{{0,3}}")
_HOUSES = "agency|airline|bank|carmaker|charity|club|college|exchange|foundation|fund|hospital|institute|insurer|museum|newspaper|union|university"
HOUSE = re.compile(rf"\bthe (?P<noun>{_HOUSES})\b", re.IGNORECASE)
ITS = re.compile(
    rf"\b(?:(?P<owner>(?:company|startup|start-up|firm|group|{_HOUSES}|its)\b)(?:['’]s)?)\s+{_WORD}{{0,2}}$",
    re.IGNORECASE,
)
OF = re.compile(rf"\s*,?\s+(?:of|at|for|with|from)\s+(?:the\s+|an?\s+)?{_WORD}{{0,4}}")
OF_A_FIELD_AT = re.compile(r"\s+for\s+[^,;.:\n]{1,60}\s+at\s+(?:the\s+)?")
CAPITALISED = re.compile(
    r"(?:^|[\s(\[“\"])(?P<owner>(?!(?:The|An?|In|At|As|On|Its|His|Her|But|And|Now|Then|Both|Former|Our|Their)\b)(?:[A-Z][\w.&-]*\s+)?[A-Z0-9][\w.&-]*[A-Za-z])(?:['’]s?)?\s+(?:former\s+|new\s+|current\s+)?$"
)
OF_CAPITALISED = re.compile(r"\s+(?:of|at)\s+(?P<owner>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,3})(?![\w'’])")
EMPLOYER = re.compile(r"\s+(?:of|at|from)\s+(?:the\s+)?")
OF_THE_COMPANY = re.compile(
    rf"\s+(?:of|at|for|with)\s+(?:the|an?)\s+{_WORD}{{0,3}}(?P<owner>company|firm|start-up|startup)\b"
)
FOLLOWED = re.compile(
    rf"\.?[\])]?\s*,?\s*(?:(?:of|at|for)\s+(?:the\s+)?{_WORD}{{0,3}}{NAME}\s*,?\s*)?{_HONORIFIC}"
)
JOINED = re.compile(rf"\s*(?:,|,?\s*and|&)\s*{_HONORIFIC}")
_BECOMES = (
    r"(?:is|was|became|becomes|becoming|remains|(?:has|had|have)\s+been|will\s+be|will\s+become|is\s+becoming|serves\s+as|served\s+as|as|to\s+be|"
    r"(?:(?:has|had|will|would|is|was|to|be|been)\s+)*(?:named|appointed|elected|promoted\s+to|hired|made)(?:\s+as)?|"
    r"(?:(?:has|had|will|would|is|was|to|be|been)\s+)*(?:join|joined|joins|joining|left|leaving|return(?:ed|s|ing)?|step(?:s|ped|ping)?\s+(?:down|aside|in)|resign(?:ed|s|ing)?|"
    rf"retire[ds]?|retiring|take[sn]?\s+over|took\s+over|taking\s+over|work(?:ed|s|ing)?|start(?:ed|s)?|continue[sd]?)\s+(?:(?:to|from|at)\s+)?(?:{NAME}\s+)?(?:(?:in|last|this)\s+\w+\s+)?as|"
    rf"spent\s+[\w\s-]{{3,30}}\s(?:at|with)\s+{NAME}(?:,\s+most\s+recently)?\s+as)"
)
_ASIDE = r",\s+(?:who|which|whose|the|an?|its)\s[^,;.\n]{3,70},"
ASIDE = re.compile(_ASIDE)
HOLDS = re.compile(
    r"(?:\s*\(|\s*,\s*(?:\d{1,3}\s*,\s*)?(?:(?:and|who)\s+(?:is|was|has\s+been|became|serves\s+as|served\s+as)\s+)?|"
    rf"(?:{_ASIDE})?(?:,\s+\d\d,)?\s+{_BECOMES}\s+|\s+[-–—]\s+)"
    r"(?:(?:now|currently|also|previously|formerly|most\s+recently|once)\s+)?(?:one\s+of\s+)?(?:(?:the|an?|its|their|his|her)\s+)?"
    rf"(?:(?:company|startup|firm)['’]s\s+)?(?:{_WORD}{{0,2}}{NAME}(?:['’]s?)?\s+)?{_WORD}{{0,2}}"
)
ONE_OF = re.compile(r"\bone\s+of\b")
NAMED = re.compile(r"\b(?:named|appointed|hired|promoted|made|elected|names|appoints|hires|promotes)\s*$")
JOINED_AS = re.compile(
    rf"(?:,\s+most\s+recently)?\s+(?:(?:in|last|this)\s+\w+\s+)?as\s+(?:(?:its|an?|the|their)\s+)?{_WORD}{{0,2}}"
)
ADVISES = re.compile(r"\s+to\s+(?:the\s+)?")
ADVISER = re.compile(r"advis[eo]rs?$", re.IGNORECASE)
SUBUNIT = re.compile(r"['’]s?\s+[A-Z]")
APPOINTS = re.compile(
    r"\b(?:named|appointed|hired|promoted|names|appoints|hires|promotes|naming|appointing|hiring|promoting)\s+(?:(?:its|a|the|as|new|first|former)\s+)*$"
)
APPOINTED = re.compile(
    r"(?:\s+(?:on|in)\s+\w+|\s+(?:has|have|had|will|also|today|yesterday)){0,3}\s+(?:named|appointed|hired|promoted|made|elected|names|appoints|hires|promotes|elects)\s+"
)
LEAVES = re.compile(
    r",?\s+(?:who\s+)?(?:has\s+|had\s+)?(?:departed|resigned|quit|stepped\s+(?:down|aside)|was\s+(?:fired|ousted|dismissed|removed)|"
    r"left\s+(?:to|in|the\s+(?:company|startup|firm)|after|last|earlier))\b"
)
RUNS = re.compile(
    r",?\s+(?:who\s+)?(?:has\s+|had\s+|now\s+|currently\s+|also\s+)?(?P<verb>runs|leads|heads|chairs|founded|co-?founded|started|owns)\s+"
    rf"(?:the\s+)?{_WORD}{{0,3}}"
)
TITLE_OF_VERB = {
    "runs": "head", "leads": "head", "heads": "head", "chairs": "chair", "founded": "founder",
    "co-founded": "co-founder", "cofounded": "co-founder", "started": "founder", "owns": "owner",
}  # fmt: skip
RUNS_A_UNIT = re.compile(
    rf",?\s+who\s+(?:now\s+|currently\s+|also\s+)?(?P<verb>runs|leads|heads)\s+(?:(?P<owner>its)|the\s+(?P<of>company)['’]s|the)\s+"
    rf"(?P<unit>{_WORD}{{0,3}}(?:arm|business|department|division|lab|operations?|studio|team|unit))\b"
)
FOUNDED_WITH = re.compile(
    rf"\s+(?:in\s+[\w\s]{{3,20}}\s+)?(?:together\s+)?with\s+(?:(?:his|her|their)\s+[\w-]+,?\s+)?{_HONORIFIC}"
)
SUCCEEDS = re.compile(
    rf"(?P<yet>\b(?:to|will|would)\s+)?\b(?:replac|succeed)(?P<end>e|es|ed|s|ing|)\s+{_HONORIFIC}$"
)
FOUNDED_BY = re.compile(
    r"\s*,?\s+(?:which\s+|that\s+)?(?:was\s+)?(?P<co>co-?)?founded\s+(?:in\s+\d{4}\s+)?by\s+"
)
