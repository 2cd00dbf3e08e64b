"""Answers and remarks of a run, and the one function that may remove what an import made."""

from django.db import migrations, models

# The application may not delete students, groups and the like. It may take back what one recorded import inserted:
# the table's own audit events say which rows these are, the run says that it still stands as applied.
TAKE_BACK = """
CREATE FUNCTION exchange_take_back(p_table name, p_context uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_key name;
    v_count bigint;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM exchange_importrun r WHERE r.context_id = p_context AND r.status IN ('applied', 'undoing')
    ) THEN
        RAISE EXCEPTION 'exchange.not_applied' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relname = p_table AND c.relnamespace = current_schema()::regnamespace
            AND t.tgname LIKE 'ledger\\_guard%'
    ) THEN
        RAISE EXCEPTION 'exchange.guarded' USING ERRCODE = 'check_violation';
    END IF;
    SELECT a.attname INTO STRICT v_key
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relname = p_table AND c.relnamespace = current_schema()::regnamespace AND i.indisprimary;
    EXECUTE format(
        'DELETE FROM %I t USING (SELECT DISTINCT pgh_obj_id FROM %I'
        ' WHERE pgh_context_id = $1 AND pgh_label = ''insert'') e WHERE t.%I = e.pgh_obj_id',
        p_table, p_table || 'event', v_key) USING p_context;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $fn$;
DO $pin$
BEGIN
    EXECUTE format(
        'ALTER FUNCTION exchange_take_back(name, uuid) SET search_path = %I, pg_temp', current_schema());
    REVOKE ALL ON FUNCTION exchange_take_back(name, uuid) FROM PUBLIC;
END $pin$;
"""


class Migration(migrations.Migration):

    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.AddField("importrun", "answers", models.JSONField(default=dict, verbose_name="answers")),
        migrations.AddField("importrun", "notes", models.JSONField(default=list, verbose_name="remarks on the sheets")),
        migrations.AddField(
            "importrun", "sheets", models.JSONField(default=list, verbose_name="title lines and captions")
        ),
        migrations.RunSQL(TAKE_BACK, "DROP FUNCTION exchange_take_back(name, uuid)"),
    ]
