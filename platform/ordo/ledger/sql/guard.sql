-- Template of a table's guard: the words between at-signs are filled in by guards.py, plain identifiers only.
-- First: fail the migration when a recorded column is missing or its text depends on the session.
DO $columns$
DECLARE
    v_column text;
    v_type text;
BEGIN
    FOREACH v_column IN ARRAY ARRAY[@columns@] LOOP
        SELECT format_type(a.atttypid, NULL) INTO v_type FROM pg_attribute a
            WHERE a.attrelid = '@table@'::regclass AND a.attname = v_column AND NOT a.attisdropped;
        IF v_type IS NULL OR v_type IN ('real', 'double precision', 'interval', 'bytea') THEN
            RAISE EXCEPTION '@table@.%: cannot be recorded (type %)', v_column, coalesce(v_type, 'missing');
        END IF;
    END LOOP;
END $columns$;

-- Queue, then judge all rows of the statement, then write their events.
CREATE OR REPLACE FUNCTION ledger_guard_@table@() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $guard$
DECLARE
    v_kind text := 'row.' || lower(TG_OP);
    v_extra jsonb := '{}';
    v_order bigint;
    v_bad record;
    v_registers bigint[];
    v_queue bigint[];
    v_locked bigint[];
    v_keys bigint[];
    v_payloads jsonb[];
BEGIN
    IF TG_TABLE_SCHEMA <> current_schema() THEN
        PERFORM ledger_raise('OR005', 'foreign_table', TG_TABLE_NAME::text, NULL, NULL);
    END IF;
    SELECT array_agg(DISTINCT n.@register@) INTO v_registers FROM new_rows n;
    IF v_registers IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(array_agg(r.id), '{}'), coalesce(array_agg(r.id) FILTER (WHERE r.locked_at IS NOT NULL), '{}')
        INTO v_queue, v_locked FROM (
            SELECT q.id, q.locked_at FROM ledger_register q WHERE q.id = ANY (v_registers) ORDER BY q.id FOR NO KEY UPDATE
        ) r;
    SELECT o.id INTO v_order FROM ledger_correction_order o WHERE o.applying AND o.register_id = ANY (v_registers);
    IF FOUND THEN
        v_kind := 'row.correct';
        v_extra := jsonb_build_object('order', v_order);
    END IF;
    IF TG_OP = 'UPDATE' THEN
@judge_update@
    ELSE
@judge_insert@
    END IF;
    IF v_bad.refusal IS NOT NULL THEN
        PERFORM ledger_raise(split_part(v_bad.refusal, ' ', 1), split_part(v_bad.refusal, ' ', 2),
            '@table@', v_bad.key, v_bad.register, v_bad.current);
    END IF;
    PERFORM ledger_write(v_kind, '@table@', v_registers, v_keys, v_payloads);
    RETURN NULL;
END $guard$;

@drops@
-- The arguments of the first trigger are the spec that ledger_guard_of and verify read.
CREATE TRIGGER ledger_guard_insert AFTER INSERT ON @table@ REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_@table@('@key@', '@register@', '@version@', '@recorded@');
CREATE TRIGGER ledger_guard_update AFTER UPDATE ON @table@
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_@table@();
CREATE TRIGGER ledger_guard_delete BEFORE DELETE ON @table@
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'delete');
CREATE TRIGGER ledger_guard_truncate BEFORE TRUNCATE ON @table@
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('OR004', 'truncate');
