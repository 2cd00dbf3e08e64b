-- Forgets the request keys of deeds outside of every register after thirty days: a program that repeats a request
-- does so within minutes. Keys of writes into a register stay with it. The age stands here and is no argument, so
-- that the application's role cannot forget a key of today. Returns how many.
CREATE FUNCTION ledger_forget() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_count bigint;
BEGIN
    DELETE FROM ledger_idempotency i
        WHERE i.register_id IS NULL AND i.at < clock_timestamp() - interval '30 days';
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $fn$;

CREATE INDEX ledger_idempotency_by_age ON ledger_idempotency (at) WHERE register_id IS NULL;

-- As in 0001_sealing.sql, with the new function open to the university's role.
CREATE OR REPLACE FUNCTION ledger_seal(p_role name) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE
    v_open constant text[] := ARRAY[
        'ledger_open', 'ledger_note', 'ledger_close', 'ledger_claim', 'ledger_answer', 'ledger_gather',
        'ledger_order_request', 'ledger_order_approve', 'ledger_order_refuse', 'ledger_correct', 'ledger_forget'];
    v_function record;
    v_table record;
BEGIN
    FOR v_function IN
        SELECT p.oid::regprocedure AS signature, p.proname FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'ledger\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, %I', v_function.signature, p_role);
        IF v_function.proname = ANY (v_open) THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', v_function.signature, p_role);
        END IF;
    END LOOP;
    FOR v_table IN
        SELECT c.relname, EXISTS (
                SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'ledger_guard_insert') AS guarded
        FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    LOOP
        IF v_table.guarded THEN
            EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, %I', v_table.relname, p_role);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', v_table.relname, p_role);
        ELSIF v_table.relname LIKE 'ledger\_%' THEN
            EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, %I', v_table.relname, p_role);
            EXECUTE format('GRANT SELECT ON %I TO %I', v_table.relname, p_role);
        END IF;
    END LOOP;
    EXECUTE format('GRANT UPDATE (queue_ticket) ON ledger_register TO %I', p_role);
    EXECUTE format('GRANT INSERT ON ledger_root TO %I', p_role);
    EXECUTE format('GRANT UPDATE (exported_at) ON ledger_root TO %I', p_role);
END $fn$;
