"""Which articles are like another, by the words that they share."""

from tantivy import DocAddress, Query, Searcher

from articles.search.queries import number_query, without
from articles.search.schema import Only

SHORTEST = 3  # letters of a word that tells
COMMON_AT_LEAST = 20  # articles: a word in more of them than this, and than a tenth, tells nothing
ALIKE = 0.25  # of the likeness of the article that is most alike: what is less shares only everyday words


def alike(searcher: Searcher, article: int, count: int) -> list[DocAddress]:
    """At most `count` stories that share the words which set this article apart, most alike first."""
    for _, address in searcher.search(number_query("id", article), 1, count=False).hits:
        (story,) = searcher.fast_field_values("story", [address])
        shared = Query.more_like_this_query(
            address,
            min_doc_frequency=2,
            max_doc_frequency=max(COMMON_AT_LEAST, searcher.num_docs // 10),
            min_term_frequency=1,
            min_word_length=SHORTEST,
        )
        others = without(shared, number_query("story", int(story or 0)), number_query("only", Only.ARTICLE))
        scored = [(float(score or 0), it) for score, it in searcher.search(others, count, count=False).hits]
        best = max((score for score, _ in scored), default=0.0)
        return [it for score, it in scored if score > best * ALIKE]
    return []
