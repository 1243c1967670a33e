"""What the archive learns of its sources: lines that stand in many articles of one become its rules."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count

from articles.ingest.rulebook import Rulebook
from articles.models import Article, ImportRun, Operation, ReadingRun, Rule, Source
from articles.models.rule import LEARNED
from articles.text.article import Block, BlockKind
from articles.text.repetition import Repeated, Repetition

NEWEST = 1000  # articles of a source that are looked at, at the least: what its pages look like now
_BATCH = 200  # articles in memory
_SHOWN = 80  # characters of a line in a summary, which has room for 300 and the name of a source


def loaded(run: ImportRun) -> dict[int, int]:
    """How many articles of each source the run has made or changed."""
    files = run.files.filter(outcome__in=["new", "changed"]).values("article_id")
    articles = Article.objects.filter(pk__in=files).exclude(source=None)
    return dict(articles.order_by().values_list("source_id").annotate(n=Count("pk")).order_by("source_id"))


def learn(source_id: int, articles: int = 0) -> list[Rule]:
    """The rules that the newest articles of a source give, stored: at least NEWEST of them, or `articles` if that is more.

    With new rules comes a run that waits to read the articles again.
    """
    repetition = Repetition(Rulebook().of(source_id).lines)
    for pk, text, blocks in _newest(source_id, max(NEWEST, articles)):
        repetition.add(pk, text, blocks)
    with transaction.atomic():
        rules = make_rules(source_id, repetition.repeated())
        if rules:
            ReadingRun.objects.create(scope=ReadingRun.Scope.RULES, source_id=source_id)
    return rules


@transaction.atomic
def make_rules(source_id: int, repeated: Iterable[Repeated]) -> list[Rule]:
    """The rules for lines that have none, stored. One that was revoked is a rule too; the counts of all are brought up to date."""
    source = Source.objects.select_for_update().get(pk=source_id)
    found = {it.line: it for it in repeated}
    for rule in Rule.objects.filter(source=source, line__in=found):
        _count(rule, found.pop(rule.line))
    rules = [_count(Rule(source=source, line=it.line, sample=it.sample), it) for it in found.values()]
    if rules:
        lines = f"{len(rules)} furniture line{'' if len(rules) == 1 else 's'}"
        Operation.objects.create(
            kind=LEARNED,
            summary=f"Learned {lines} of {source}: “{rules[0].sample[:_SHOWN]}”",
            before={"state": None},
            after={"rules": [rule.pk for rule in rules], "state": {"revoked": False}},
        )
    return rules


def _count(rule: Rule, found: Repeated) -> Rule:
    rule.articles, rule.of, rule.examples = found.articles, found.of, list(found.examples)
    rule.save()
    return rule


def _newest(source_id: int, most: int) -> Iterator[tuple[int, str, list[Block]]]:
    """The newest articles, the last first; no more than a batch of them is in memory."""
    articles = Article.objects.filter(source=source_id).order_by("-pk")
    last, left = None, most
    while left > 0:
        below = articles.filter(pk__lt=last) if last else articles
        batch = list(below.values_list("pk", "text", "blocks")[: min(_BATCH, left)])
        if not batch:
            return
        for pk, text, blocks in batch:
            yield pk, text, [Block(BlockKind(kind), start, end) for kind, start, end in blocks]
        last, left = batch[-1][0], left - len(batch)
