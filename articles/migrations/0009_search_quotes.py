"""Quotes are searched too: what happens to them, and to those who said them, is noted as what happens to tags is."""

from django.db import migrations

QUOTES = """
CREATE TRIGGER search_insert AFTER INSERT ON articles_quote REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_update AFTER UPDATE ON articles_quote REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_delete AFTER DELETE ON articles_quote REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_truncate AFTER TRUNCATE ON articles_quote
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_all();
"""

NO_QUOTES = """
DROP TRIGGER search_truncate ON articles_quote;
DROP TRIGGER search_delete ON articles_quote;
DROP TRIGGER search_update ON articles_quote;
DROP TRIGGER search_insert ON articles_quote;
"""


def speakers(kind: str) -> str:
    """Notes the articles that quote a company or person which is merged, or no longer."""
    return f"""
CREATE FUNCTION search_note_quoted_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, quote.article_id
        FROM touched
        JOIN before USING (id)
        JOIN articles_quote quote ON quote.{kind}_id = touched.id
        WHERE touched.merged_into_id IS DISTINCT FROM before.merged_into_id
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER search_update_quotes AFTER UPDATE ON articles_{kind}
    REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_quoted_{kind}();
"""


def no_speakers(kind: str) -> str:
    return f"""
DROP TRIGGER search_update_quotes ON articles_{kind};
DROP FUNCTION search_note_quoted_{kind}();
"""


# What a name means in a query is part of what pages show: article 0 stands for the names, as in 0005.
ALIASES = """
CREATE FUNCTION search_note_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT pg_current_xact_id()::text::bigint, 0 WHERE EXISTS (SELECT FROM touched)
        ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM pg_notify('search_change', '');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_insert AFTER INSERT ON articles_alias REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_aliases();
CREATE TRIGGER search_update AFTER UPDATE ON articles_alias REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_aliases();
CREATE TRIGGER search_delete AFTER DELETE ON articles_alias REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_aliases();
"""

NO_ALIASES = """
DROP TRIGGER search_delete ON articles_alias;
DROP TRIGGER search_update ON articles_alias;
DROP TRIGGER search_insert ON articles_alias;
DROP FUNCTION search_note_aliases();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_company_facts")]

    operations = [
        migrations.RunSQL(QUOTES, NO_QUOTES),
        migrations.RunSQL(ALIASES, NO_ALIASES),
        *(migrations.RunSQL(speakers(it), no_speakers(it)) for it in ("company", "person")),
    ]
