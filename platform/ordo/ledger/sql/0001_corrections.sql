-- Correction after the lock: ask, approve twice, apply. Each step is an event of the register's chain.

-- How a guarded table is guarded, read from its trigger: the single place where it is written down.
CREATE FUNCTION ledger_guard_of(
    p_table text, OUT pk text, OUT register_column text, OUT version_column text, OUT payload_columns text[]
) LANGUAGE plpgsql STABLE AS $fn$
DECLARE
    v_args text[];
BEGIN
    SELECT string_to_array(encode(t.tgargs, 'escape'), '\000') INTO v_args
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = p_table AND t.tgname = 'ledger_guard_insert';
    IF NOT FOUND THEN
        PERFORM ledger_raise('OR009', 'table', p_table, NULL, NULL);
    END IF;
    pk := v_args[1];
    register_column := v_args[2];
    version_column := v_args[3];
    payload_columns := string_to_array(v_args[4], ',');
END $fn$;

-- Refuses a change whose form is wrong: {"table", "set": {column: value}} inserts a row,
-- {"table", "id", "version", "set"} changes the row that has this version now.
CREATE FUNCTION ledger_check_change(p_register bigint, p_change jsonb) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE
    v_table text := p_change->>'table';
    v_guard record;
    v_key text;
BEGIN
    SELECT * INTO v_guard FROM ledger_guard_of(v_table);
    IF jsonb_typeof(p_change->'set') IS DISTINCT FROM 'object' OR p_change->'set' = '{}'::jsonb
        OR (p_change ? 'id') <> (p_change ? 'version') THEN
        PERFORM ledger_raise('OR009', 'form', v_table, NULL, p_register);
    END IF;
    FOR v_key IN SELECT jsonb_object_keys(p_change->'set') LOOP
        IF v_key <> ALL (v_guard.payload_columns)
            OR v_key IN (v_guard.pk, v_guard.register_column, v_guard.version_column) THEN
            PERFORM ledger_raise('OR009', 'column', v_table, NULL, p_register);
        END IF;
    END LOOP;
END $fn$;

CREATE FUNCTION ledger_order_request(p_register bigint, p_document text, p_reason text, p_changes jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_person bigint := ledger_person();
    v_change jsonb;
    v_id bigint;
BEGIN
    PERFORM 1 FROM ledger_register r WHERE r.id = p_register FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM ledger_raise('OR007', 'register', 'ledger_correction_order', NULL, p_register);
    ELSIF jsonb_typeof(p_changes) IS DISTINCT FROM 'array' OR p_changes = '[]'::jsonb THEN
        PERFORM ledger_raise('OR009', 'form', 'ledger_correction_order', NULL, p_register);
    END IF;
    FOR v_change IN SELECT jsonb_array_elements(p_changes) LOOP
        PERFORM ledger_check_change(p_register, v_change);
    END LOOP;
    INSERT INTO ledger_correction_order (register_id, document, reason, changes, requested_by)
        VALUES (p_register, p_document, p_reason, p_changes, v_person) RETURNING id INTO v_id;
    PERFORM ledger_append(p_register, 'order.request', 'ledger_correction_order', v_id, jsonb_build_object(
        'document', p_document, 'reason', p_reason, 'changes', p_changes));
    RETURN v_id;
END $fn$;

-- Locks the register, then the order (always in this order), and refuses an order that is done with.
CREATE FUNCTION ledger_order_take(p_order bigint) RETURNS ledger_correction_order LANGUAGE plpgsql AS $fn$
DECLARE
    v_order ledger_correction_order;
BEGIN
    PERFORM 1 FROM ledger_register r
        WHERE r.id = (SELECT o.register_id FROM ledger_correction_order o WHERE o.id = p_order) FOR NO KEY UPDATE;
    SELECT * INTO v_order FROM ledger_correction_order o WHERE o.id = p_order FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM ledger_raise('OR009', 'missing', 'ledger_correction_order', p_order, NULL);
    ELSIF v_order.applied_at IS NOT NULL OR v_order.applying THEN
        PERFORM ledger_raise('OR009', 'applied', 'ledger_correction_order', p_order, v_order.register_id);
    ELSIF v_order.refused_at IS NOT NULL THEN
        PERFORM ledger_raise('OR009', 'refused', 'ledger_correction_order', p_order, v_order.register_id);
    END IF;
    RETURN v_order;
END $fn$;

-- The acting person approves; says which approval it was (1 or 2). Three different people, by CHECK too.
CREATE FUNCTION ledger_order_approve(p_order bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_person bigint := ledger_person();
    v_order ledger_correction_order := ledger_order_take(p_order);
    v_step integer := 1;
BEGIN
    IF v_person IN (v_order.requested_by, v_order.approver_1) THEN
        PERFORM ledger_raise('OR009', 'same_person', 'ledger_correction_order', p_order, v_order.register_id);
    ELSIF v_order.approver_2 IS NOT NULL THEN
        PERFORM ledger_raise('OR009', 'approved', 'ledger_correction_order', p_order, v_order.register_id);
    ELSIF v_order.approver_1 IS NULL THEN
        UPDATE ledger_correction_order SET approver_1 = v_person, approved_1_at = clock_timestamp() WHERE id = p_order;
    ELSE
        v_step := 2;
        UPDATE ledger_correction_order SET approver_2 = v_person, approved_2_at = clock_timestamp() WHERE id = p_order;
    END IF;
    PERFORM ledger_append(v_order.register_id, 'order.approve', 'ledger_correction_order', p_order,
        jsonb_build_object('step', v_step));
    RETURN v_step;
END $fn$;

CREATE FUNCTION ledger_order_refuse(p_order bigint, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_person bigint := ledger_person();
    v_order ledger_correction_order := ledger_order_take(p_order);
BEGIN
    UPDATE ledger_correction_order
        SET refused_by = v_person, refused_at = clock_timestamp(), refusal = p_reason WHERE id = p_order;
    PERFORM ledger_append(v_order.register_id, 'order.refuse', 'ledger_correction_order', p_order,
        jsonb_build_object('reason', p_reason));
END $fn$;

-- Carries out one change; the table's own guard checks lock, version, caps and columns once more.
CREATE FUNCTION ledger_apply_change(p_register bigint, p_change jsonb) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE
    v_table text := p_change->>'table';
    v_guard record;
    v_rows bigint;
    v_columns text;
BEGIN
    PERFORM ledger_check_change(p_register, p_change);
    SELECT * INTO v_guard FROM ledger_guard_of(v_table);
    IF p_change ? 'id' THEN
        SELECT string_agg(format('%1$I = s.%1$I', k), ', ') INTO v_columns FROM jsonb_object_keys(p_change->'set') k;
        EXECUTE format(
            'UPDATE %1$I t SET %2$s, %3$I = t.%3$I + 1 FROM jsonb_populate_record(NULL::%1$I, $1) s'
            ' WHERE t.%4$I = $2 AND t.%3$I = $3 AND t.%5$I = $4',
            v_table, v_columns, v_guard.version_column, v_guard.pk, v_guard.register_column)
            USING p_change->'set', (p_change->>'id')::bigint, (p_change->>'version')::bigint, p_register;
    ELSE
        SELECT string_agg(format('%I', k), ', ') INTO v_columns FROM jsonb_object_keys(p_change->'set') k;
        EXECUTE format(
            'INSERT INTO %1$I (%2$s, %3$I, %4$I) SELECT %2$s, $2, 1 FROM jsonb_populate_record(NULL::%1$I, $1)',
            v_table, v_columns, v_guard.register_column, v_guard.version_column)
            USING p_change->'set', p_register;
    END IF;
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    IF v_rows <> 1 THEN
        PERFORM ledger_raise('OR002', 'version', v_table, (p_change->>'id')::bigint, p_register);
    END IF;
END $fn$;

-- Applies a twice-approved order, whole or not at all; returns the number of changed rows.
CREATE FUNCTION ledger_correct(p_order bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_person bigint := ledger_person();
    v_order ledger_correction_order := ledger_order_take(p_order);
    v_change jsonb;
BEGIN
    IF v_order.approver_1 IS NULL OR v_order.approver_2 IS NULL THEN
        PERFORM ledger_raise('OR009', 'unapproved', 'ledger_correction_order', p_order, v_order.register_id);
    END IF;
    UPDATE ledger_correction_order SET applying = true WHERE id = p_order;
    FOR v_change IN SELECT jsonb_array_elements(v_order.changes) LOOP
        PERFORM ledger_apply_change(v_order.register_id, v_change);
    END LOOP;
    UPDATE ledger_correction_order
        SET applying = false, applied_at = clock_timestamp(), applied_by = v_person WHERE id = p_order;
    PERFORM ledger_append(v_order.register_id, 'order.apply', 'ledger_correction_order', p_order,
        jsonb_build_object('rows', jsonb_array_length(v_order.changes)));
    RETURN jsonb_array_length(v_order.changes);
END $fn$;

-- What was asked for never changes, an approval stays, an applied or refused order is final.
CREATE TRIGGER ledger_order_is_fixed BEFORE UPDATE ON ledger_correction_order FOR EACH ROW
    WHEN ((NEW.id, NEW.register_id, NEW.document, NEW.reason, NEW.changes, NEW.requested_by, NEW.requested_at)
            IS DISTINCT FROM
            (OLD.id, OLD.register_id, OLD.document, OLD.reason, OLD.changes, OLD.requested_by, OLD.requested_at)
        OR (OLD.approver_1 IS NOT NULL AND (NEW.approver_1, NEW.approved_1_at)
            IS DISTINCT FROM (OLD.approver_1, OLD.approved_1_at))
        OR (OLD.approver_2 IS NOT NULL AND (NEW.approver_2, NEW.approved_2_at)
            IS DISTINCT FROM (OLD.approver_2, OLD.approved_2_at))
        OR OLD.applied_at IS NOT NULL OR OLD.refused_at IS NOT NULL)
    EXECUTE FUNCTION ledger_refuse('OR005', 'order');
CREATE TRIGGER ledger_order_is_kept BEFORE DELETE ON ledger_correction_order
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'order');
