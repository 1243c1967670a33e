"""Invented findings in stored articles, as many as reading finds: what hangs on an article, without the hours of a language model."""

from django.db import connection

NAMES = 5_000  # companies, and as many people
_NAME = f"1 + (article.id * 7919 + at * 104729) % {NAMES}"

_NAMES = f"""
INSERT INTO articles_company (id, name, key, slug, origin, kind, ticker, domain)
    SELECT it, 'Company ' || it, 'company ' || it, 'company-' || it, 'machine', 'company', '', ''
    FROM generate_series(1, {NAMES}) it;
INSERT INTO articles_person (id, name, key, slug, origin)
    SELECT it, 'Person ' || it, 'person ' || it, 'person-' || it, 'machine' FROM generate_series(1, {NAMES}) it;
"""  # noqa: S608 - numbers of our own

_FINDINGS = f"""
INSERT INTO articles_mention (article_id, start, "end", version, company_id, person_id, confidence, basis)
    SELECT article.id, at * 40, at * 40 + 12, '1', CASE WHEN at % 2 = 0 THEN {_NAME} END,
        CASE WHEN at % 2 = 1 THEN {_NAME} END, .9, 'full name'
    FROM articles_article article, generate_series(0, 15) at;
INSERT INTO articles_quote
        (article_id, start, "end", version, text, speaker_kind, person_id, cue, partial, confidence)
    SELECT article.id, at * 90, at * 90 + 80, '1', substr(article.text, at * 90 + 1, 80), 'person', {_NAME}, 'said', false, .9
    FROM articles_article article, generate_series(0, 3) at;
INSERT INTO articles_role (article_id, start, "end", version, person_id, company_id, title, past, sentence)
    SELECT article.id, at * 90, at * 90 + 80, '1', {_NAME}, {_NAME}, 'chief executive', false,
        substr(article.text, at * 90 + 1, 120)
    FROM articles_article article, generate_series(0, 1) at;
INSERT INTO articles_money (article_id, start, "end", version, text, amount, currency, kind)
    SELECT article.id, 0, 11, '1', '$40 million', 40000000, 'USD', 'investment' FROM articles_article article;
INSERT INTO articles_companytag (article_id, company_id, origin, removed, confidence, version, mentions, cited)
    SELECT article.id, {_NAME}, 'machine', false, .9, '1', 2, false
    FROM articles_article article, generate_series(0, 4) at;
INSERT INTO articles_persontag (article_id, person_id, origin, removed, confidence, version, mentions)
    SELECT article.id, {_NAME}, 'machine', false, .9, '1', 2
    FROM articles_article article, generate_series(0, 2) at;
INSERT INTO articles_topictag (article_id, topic_id, origin, removed, confidence, version)
    SELECT article.id, topic.id, 'machine', false, .9, '1'
    FROM articles_article article, LATERAL (SELECT id FROM articles_topic WHERE id % 40 = article.id % 40 LIMIT 2) topic;
ANALYZE;
"""  # noqa: S608 - as above


def furnish() -> None:
    """Gives each article of the archive, which has no names yet, some 33 rows of findings."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES)
        cursor.execute(_FINDINGS)
