"""A name that pages show has changed: noted in the feed, so that no page kept for a state of the index outlives it."""

from django.db import migrations

# Article 0 is none; it stands for the names that articles have in common (SearchChange.NAMES).
FUNCTION = """
CREATE FUNCTION search_note_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, 0
        FROM touched JOIN before USING (id)
        WHERE (touched.name, touched.slug) IS DISTINCT FROM (before.name, before.slug)
        ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM pg_notify('search_change', '');
    END IF;
    RETURN NULL;
END $$;
"""
NO_FUNCTION = "DROP FUNCTION search_note_names();"

TABLES = ("articles_company", "articles_person", "articles_topic", "articles_source")


def followed(table: str) -> str:
    return f"""
CREATE TRIGGER search_names AFTER UPDATE ON {table} REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_names();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_rules_and_readings")]

    operations = [
        migrations.RunSQL(FUNCTION, NO_FUNCTION),
        *(migrations.RunSQL(followed(it), f"DROP TRIGGER search_names ON {it};") for it in TABLES),
    ]
