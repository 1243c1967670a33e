"""What editors made of the machine's tags: those on articles that an editor has worked on were looked at, and kept or removed."""

from dataclasses import dataclass

from django.db.models import Count, Q

from articles.charts.accuracy import Bar, bar
from articles.models import CompanyTag, Operation, PersonTag, TopicTag

LEAST_DECISIONS = 50  # fewer say nothing
_TAGS = (("Companies", CompanyTag), ("People", PersonTag), ("Topics", TopicTag))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of the machine's tags of one sort: how many there were, how many editors kept, and how many they added."""

    label: str
    found: int
    kept: int
    added: int

    @property
    def bar(self) -> Bar:
        """The share that was kept."""
        return bar(self.kept, self.found)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`decisions` on tags that stand, on so many `articles`; no rows where there are too few of them."""

    decisions: int
    articles: int
    rows: tuple[Verdict, ...]


def verdicts() -> Verdicts:
    """The verdicts so far. A tag counts as the machine's where a version of the machine once found it."""
    decided = Operation.objects.on_tags().standing()
    counts = decided.aggregate(decisions=Count("pk"), articles=Count("article_id", distinct=True))
    rows = tuple(_verdict(label, model) for label, model in _TAGS) if _enough(counts) else ()
    return Verdicts(rows=tuple(it for it in rows if it.found), **counts)


def _enough(counts: dict[str, int]) -> bool:
    return counts["decisions"] >= LEAST_DECISIONS


def _verdict(label: str, model: type[CompanyTag | PersonTag | TopicTag]) -> Verdict:
    looked_at = Operation.objects.on_tags().standing().values("article_id")
    found = ~Q(version="")
    counts = model.objects.filter(article__in=looked_at).aggregate(
        found=Count("pk", filter=found),
        kept=Count("pk", filter=found & Q(removed=False)),
        added=Count("pk", filter=~found & Q(removed=False, origin="editor")),
    )
    return Verdict(label, **counts)
