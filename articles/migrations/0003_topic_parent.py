"""Topics become a tree of two levels. What hangs on it is indexed again when a topic moves."""

import django.db.models.deletion
from django.db import migrations, models

MOVED = """
CREATE FUNCTION search_note_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (transaction, article_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, tag.article_id
        FROM touched
        JOIN before USING (id)
        JOIN articles_topictag tag ON tag.topic_id = touched.id
        WHERE touched.parent_id IS DISTINCT FROM before.parent_id
        ON CONFLICT DO NOTHING;
    PERFORM pg_notify('search_change', '');
    RETURN NULL;
END $$;
CREATE TRIGGER search_update AFTER UPDATE ON articles_topic
    REFERENCING OLD TABLE AS before NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_topics();
"""

NOT_MOVED = """
DROP TRIGGER search_update ON articles_topic;
DROP FUNCTION search_note_topics();
"""

RENAMED = "UPDATE articles_topic SET slug = 'health-technology', name = 'Health technology' WHERE slug = 'biotech-and-health';"
NOT_RENAMED = "UPDATE articles_topic SET slug = 'biotech-and-health', name = 'Biotech and health' WHERE slug = 'health-technology';"


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_search_change")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="articles.topic",
            ),
        ),
        migrations.RunSQL(MOVED, NOT_MOVED),
        migrations.RunSQL(RENAMED, NOT_RENAMED),
    ]
