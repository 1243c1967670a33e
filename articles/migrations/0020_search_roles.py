"""For whom somebody speaks is searched with the quotes: what happens to roles is noted as what happens to tags is."""

from django.db import migrations

ROLES = """
CREATE TRIGGER search_insert AFTER INSERT ON articles_role REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_update AFTER UPDATE ON articles_role REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_delete AFTER DELETE ON articles_role REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_tags();
CREATE TRIGGER search_truncate AFTER TRUNCATE ON articles_role
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_all();
"""
NO_ROLES = """
DROP TRIGGER search_truncate ON articles_role;
DROP TRIGGER search_delete ON articles_role;
DROP TRIGGER search_update ON articles_role;
DROP TRIGGER search_insert ON articles_role;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_article_source_published")]

    operations = [migrations.RunSQL(ROLES, NO_ROLES)]
