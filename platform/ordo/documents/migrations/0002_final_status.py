"""A status that is not 'issued' is final, whoever writes; the application's role may not drop the trigger."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_final_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'document % is no longer in force and stays as it is', OLD.id USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER documents_final_status BEFORE UPDATE ON documents_issueddocument
    FOR EACH ROW WHEN (OLD.status <> 'issued') EXECUTE FUNCTION documents_final_status();
"""

BACKWARD = """
DROP TRIGGER documents_final_status ON documents_issueddocument;
DROP FUNCTION documents_final_status();
"""


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
