"""What counts as which source is searched: merging one is noted for its articles, and other names as names are."""

from django.db import migrations

MERGED = """
CREATE FUNCTION search_note_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, article.id
        FROM touched
        JOIN before USING (id)
        JOIN articles_article article ON article.source_id = touched.id
        WHERE touched.merged_into_id IS DISTINCT FROM before.merged_into_id
        ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM pg_notify('search_change', '');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_update AFTER UPDATE ON articles_source
    REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_sources();
"""

NOT_MERGED = """
DROP TRIGGER search_update ON articles_source;
DROP FUNCTION search_note_sources();
"""

ALIASES = """
CREATE TRIGGER search_insert AFTER INSERT ON articles_sourcealias REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_aliases();
CREATE TRIGGER search_delete AFTER DELETE ON articles_sourcealias REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_aliases();
"""

NO_ALIASES = """
DROP TRIGGER search_delete ON articles_sourcealias;
DROP TRIGGER search_insert ON articles_sourcealias;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_merged_sources")]

    operations = [
        migrations.RunSQL(MERGED, NOT_MERGED),
        migrations.RunSQL(ALIASES, NO_ALIASES),
    ]
