"""The feed of changes that search indexes follow: a table and the triggers that write it."""

from django.db import migrations

FEED = """
CREATE TABLE search_change (
    transaction bigint NOT NULL,
    article_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transaction, article_id)
);
CREATE INDEX search_change_at ON search_change (at);
"""

NO_FEED = "DROP TABLE search_change;"

# One function serves all tables: a trigger names the rows that a statement touched `touched` (and `before`).
# The primary key folds the many statements of a transaction into one row an article, and PostgreSQL folds
# equal notifications into one a transaction.
FUNCTIONS = """
CREATE FUNCTION search_note_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, id FROM touched
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;

CREATE FUNCTION search_note_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, article_id FROM touched
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;

CREATE FUNCTION search_note_companies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, tag.article_id
        FROM touched
        JOIN before USING (id)
        JOIN articles_company member ON member.id = touched.id OR member.merged_into_id = touched.id
        JOIN articles_companytag tag ON tag.company_id = member.id
        WHERE (touched.merged_into_id, touched.kind) IS DISTINCT FROM (before.merged_into_id, before.kind)
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;

CREATE FUNCTION search_note_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, tag.article_id
        FROM touched
        JOIN before USING (id)
        JOIN articles_persontag tag ON tag.person_id = touched.id
        WHERE touched.merged_into_id IS DISTINCT FROM before.merged_into_id
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;

-- The largest number stands for all articles, and sorts after each: an index that meets it must be built again.
CREATE FUNCTION search_note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        VALUES (pg_current_xact_id()::text::bigint, 9223372036854775807)
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;
"""

NO_FUNCTIONS = """
DROP FUNCTION search_note_all();
DROP FUNCTION search_note_people();
DROP FUNCTION search_note_companies();
DROP FUNCTION search_note_tags();
DROP FUNCTION search_note_articles();
"""

HANGING = ("articles_companytag", "articles_persontag", "articles_topictag")


def followed(table: str, function: str) -> str:
    """Triggers for whatever happens to the rows of a table. A transition table serves one event each."""
    return f"""
CREATE TRIGGER search_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER search_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER search_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER search_truncate AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_all();
"""


def not_followed(table: str) -> str:
    return "".join(
        f"DROP TRIGGER search_{event} ON {table};\n" for event in ("insert", "update", "delete", "truncate")
    )


ENTITIES = """
CREATE TRIGGER search_update AFTER UPDATE ON articles_company
    REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_companies();
CREATE TRIGGER search_update AFTER UPDATE ON articles_person
    REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_people();
"""

NO_ENTITIES = """
DROP TRIGGER search_update ON articles_person;
DROP TRIGGER search_update ON articles_company;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(FEED, NO_FEED),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(
            followed("articles_article", "search_note_articles"), not_followed("articles_article")
        ),
        *(migrations.RunSQL(followed(table, "search_note_tags"), not_followed(table)) for table in HANGING),
        migrations.RunSQL(ENTITIES, NO_ENTITIES),
    ]
