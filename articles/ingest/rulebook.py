"""The rules of sources as readers need them: which lines are furniture, and which of them stand in an article."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.ingest.sources import find
from articles.models import Rule
from articles.text.article import Block, ParsedArticle
from articles.text.repetition import lines_of


@dataclass(frozen=True, slots=True)
class SourceRules:
    """The active rules of one source: folded lines with the ids of their rules."""

    ids: Mapping[str, int]
    lines: frozenset[str]

    def standing(self, text: str, blocks: Sequence[Block]) -> list[int]:
        """The ids of the rules whose lines stand in the text, sorted."""
        if not self.lines:
            return []
        return sorted({self.ids[line] for line in lines_of(text, blocks) if line in self.lines})

    def standing_in(self, article: ParsedArticle) -> list[int]:
        """The ids of the rules whose lines stand in the article, sorted."""
        return self.standing(article.text, article.blocks)


NO_RULES = SourceRules({}, frozenset())


class Rulebook:
    """A snapshot of all active rules, by source."""

    def __init__(self) -> None:
        ids = defaultdict[int, dict[str, int]](dict)
        for source, line, pk in Rule.objects.active().values_list("source_id", "line", "id"):
            ids[source][line] = pk
        self._by_source = {source: SourceRules(rules, frozenset(rules)) for source, rules in ids.items()}
        self._by_name: dict[str, SourceRules] = {}

    def of(self, source_id: int | None) -> SourceRules:
        """The rules of the source with this id; none for None."""
        return self._by_source.get(source_id or 0, NO_RULES)

    def named(self, source: str) -> SourceRules:
        """The rules of the source of this name, whether there is one already or not."""
        if source not in self._by_name:
            self._by_name[source] = self.of(find(source)) if self._by_source else NO_RULES
        return self._by_name[source]

    @property
    def sources(self) -> frozenset[int]:
        """The ids of the sources that have rules."""
        return frozenset(self._by_source)
