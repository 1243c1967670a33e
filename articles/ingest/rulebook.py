"""The rules of sources as readers need them: which lines are furniture, and which of them stand in an article."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.ingest.sources import find
from articles.models import Rule
from articles.models.source import source_key
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
    """A snapshot of all active rules, by source. `ahead` are folded lines of sources, by name, that are to be rules."""

    def __init__(self, ahead: Mapping[str, Iterable[str]] | None = None) -> None:
        self._ahead = {source_key(name): frozenset(lines) for name, lines in (ahead or {}).items()}
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
            self._by_name[source] = self._found(source)
        return self._by_name[source]

    def told(self) -> dict[str, int]:
        """How many lines of each source that was asked for by name are rules already, where some are."""
        known = {source: sum(map(bool, rules.ids.values())) for source, rules in self._by_name.items()}
        return {source: lines for source, lines in sorted(known.items()) if lines}

    def _found(self, source: str) -> SourceRules:
        rules = self.of(find(source)) if self._by_source else NO_RULES
        ahead = self._ahead.get(source_key(source), frozenset()) if source else frozenset()
        if not ahead:
            return rules
        return SourceRules(dict.fromkeys(ahead, 0) | dict(rules.ids), rules.lines | ahead)

    @property
    def sources(self) -> frozenset[int]:
        """The ids of the sources that have rules."""
        return frozenset(self._by_source)
