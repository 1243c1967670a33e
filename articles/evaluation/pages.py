"""Scores the cutting of pages: what was kept of the article, and what of the page furniture was cut."""

from articles.evaluation.gold import Gold, GoldLine
from articles.evaluation.spans import overlap
from articles.evaluation.tally import Tally, share
from articles.extraction.findings import Span
from articles.text.article import BlockKind, ParsedArticle


def page_figures(gold: Gold, article: ParsedArticle) -> dict[str, Tally]:
    """`body`: characters of kept lines; `furniture`: lines; `lines`: the share of kept lines whose kind is right.

    A line is what the block that covers most of it is. Lines on which experts would differ count for `lines` only.
    """
    found = [(line, _kind_of(line.span, article)) for line in gold.lines]
    judged = [(line, kind) for line, kind in found if line.furniture is not None]
    kept = [(line, kind) for line, kind in found if BlockKind.BOILERPLATE not in {kind, *line.kinds}]
    text = article.text
    return {
        "body": sum((_body(text, line, kind) for line, kind in judged), Tally()),
        "furniture": sum((_furniture(line, kind) for line, kind in judged), Tally()),
        "lines": share((kind in line.kinds, f"{kind} {_said(text, line)}") for line, kind in kept),
    }


def _kind_of(line: Span, article: ParsedArticle) -> BlockKind:
    block = max(article.blocks, key=lambda it: overlap(line, Span(it.start, it.end)))
    return block.kind


def _body(text: str, line: GoldLine, kind: BlockKind) -> Tally:
    size = line.span.end - line.span.start
    kept, wanted = kind is not BlockKind.BOILERPLATE, not line.furniture
    notes = () if kept == wanted else (f"{'kept' if kept else 'cut'}: {_said(text, line)}",)
    return Tally(size * (kept and wanted), size * kept, size * wanted, notes)


def _furniture(line: GoldLine, kind: BlockKind) -> Tally:
    cut, wanted = kind is BlockKind.BOILERPLATE, bool(line.furniture)
    return Tally(cut and wanted, cut, wanted)


def _said(text: str, line: GoldLine) -> str:
    return text[line.span.start : line.span.end][:60]
