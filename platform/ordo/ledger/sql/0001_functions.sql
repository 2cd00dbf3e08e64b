-- Every function is owned by the owner of the schema, pinned to it by the last statement of the
-- migration, and closed to PUBLIC. Only those named in ledger_seal are open to the university's role.

-- Says no with a SQLSTATE of class OR and a machine-readable DETAIL.
CREATE FUNCTION ledger_raise(
    p_code text, p_reason text, p_table text, p_subject bigint, p_register bigint, p_current bigint DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $fn$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = p_code,
        MESSAGE = format('ledger refuses (%s): %s %s', p_reason, p_table, p_subject),
        DETAIL = jsonb_build_object(
            'reason', p_reason, 'table', p_table, 'id', p_subject, 'register', p_register, 'current', p_current
        )::text;
END $fn$;

-- Trigger that refuses whatever it is attached to; arguments: SQLSTATE, reason. It runs as the owner
-- only because ledger_raise is closed to everybody else.
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $fn$
BEGIN
    PERFORM ledger_raise(TG_ARGV[0], TG_ARGV[1], TG_TABLE_NAME::text, NULL, NULL);
    RETURN NULL;
END $fn$;

-- The acting person's number from the transaction's settings; NULL for the system itself.
CREATE FUNCTION ledger_actor() RETURNS bigint LANGUAGE plpgsql AS $fn$
DECLARE
    v_id text := current_setting('ordo.actor_id', true);
BEGIN
    IF v_id = 'system' AND btrim(current_setting('ordo.actor_name', true)) <> '' THEN
        RETURN NULL;
    END IF;
    IF v_id ~ '^[1-9][0-9]{0,17}$' AND btrim(current_setting('ordo.actor_name', true)) <> '' THEN
        RETURN v_id::bigint;
    END IF;
    PERFORM ledger_raise('OR006', 'actor', 'ledger_event', NULL, NULL);
END $fn$;

-- The same, for deeds that only a person may do.
CREATE FUNCTION ledger_person() RETURNS bigint LANGUAGE plpgsql AS $fn$
DECLARE
    v_id bigint := ledger_actor();
BEGIN
    IF v_id IS NULL THEN
        PERFORM ledger_raise('OR006', 'person', 'ledger_correction_order', NULL, NULL);
    END IF;
    RETURN v_id;
END $fn$;

-- Writes events: the only statement in the database that does. The arrays run in parallel, one event each;
-- they must come sorted by register. Lines are joined by a newline, which no part can contain (JSON escapes
-- it), so that two different events never give the same bytes. The head moves once per register and call.
-- Not SECURITY DEFINER: it runs with the owner's rights only inside the functions that have them, so that
-- nobody who merely can call it can write an event.
CREATE FUNCTION ledger_write(
    p_kind text, p_table text, p_registers bigint[], p_subjects bigint[], p_payloads jsonb[]
) RETURNS bigint LANGUAGE plpgsql AS $fn$
DECLARE
    v_actor bigint := ledger_actor();
    v_name text := translate(current_setting('ordo.actor_name', true), E'\r\n', '  ');
    v_origin text := translate(coalesce(current_setting('ordo.origin', true), ''), E'\r\n', '  ');
    v_register bigint;
    v_row record;
    v_at timestamptz;
    v_prev bytea;
    v_hash bytea;
    v_seq bigint;
BEGIN
    FOR v_row IN
        SELECT u.register, u.subject, u.payload::text AS payload
        FROM unnest(p_registers, p_subjects, p_payloads) u (register, subject, payload)
    LOOP
        IF v_register IS DISTINCT FROM v_row.register THEN
            UPDATE ledger_register SET head_seq = v_seq, head_hash = v_hash WHERE id = v_register;
            v_register := v_row.register;
            SELECT r.head_hash, r.head_seq INTO v_hash, v_seq
                FROM ledger_register r WHERE r.id = v_register FOR NO KEY UPDATE;
            IF NOT FOUND THEN
                PERFORM ledger_raise('OR007', 'register', p_table, v_row.subject, v_register);
            END IF;
        END IF;
        v_prev := v_hash;
        v_seq := v_seq + 1;
        v_at := clock_timestamp();
        v_hash := sha256(v_prev || convert_to(concat_ws(E'\n',
            'ordo.ledger.v1', v_register, v_seq, p_kind, p_table, v_row.subject, coalesce(v_actor::text, 'system'),
            v_name, v_origin, to_char(v_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), v_row.payload),
            'UTF8'));
        INSERT INTO ledger_event VALUES (v_register, v_seq, p_kind, p_table, v_row.subject, v_actor, v_name,
            v_origin, v_at, v_row.payload, v_prev, v_hash);
    END LOOP;
    UPDATE ledger_register SET head_seq = v_seq, head_hash = v_hash WHERE id = v_register;
    RETURN v_seq;
END $fn$;

-- Writes one event.
CREATE FUNCTION ledger_append(
    p_register bigint, p_kind text, p_table text, p_subject bigint, p_payload jsonb
) RETURNS bigint LANGUAGE sql AS $fn$
    SELECT ledger_write(p_kind, p_table, ARRAY[p_register], ARRAY[p_subject], ARRAY[p_payload]);
$fn$;

-- Gives the register of a subject and opens it when it is new; the chain starts from what it is about.
CREATE FUNCTION ledger_open(p_kind text, p_subject bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_id bigint;
BEGIN
    SELECT r.id INTO v_id FROM ledger_register r WHERE r.kind = p_kind AND r.subject_id = p_subject;
    IF FOUND THEN
        RETURN v_id;
    END IF;
    INSERT INTO ledger_register (kind, subject_id, head_hash)
        VALUES (p_kind, p_subject, sha256(convert_to(concat_ws(E'\n', 'ordo.ledger.v1', p_kind, p_subject), 'UTF8')))
        ON CONFLICT (kind, subject_id) DO NOTHING RETURNING id INTO v_id;
    IF v_id IS NULL THEN
        SELECT r.id INTO v_id FROM ledger_register r WHERE r.kind = p_kind AND r.subject_id = p_subject;
        RETURN v_id;
    END IF;
    PERFORM ledger_append(v_id, 'open', 'ledger_register', v_id,
        jsonb_build_object('kind', p_kind, 'subject_id', p_subject));
    RETURN v_id;
END $fn$;

-- An event of the application that changes no guarded row (printed, signed, shown); also after the lock.
-- Its kind always begins with `note.`, so that it can never be taken for a change of a row.
CREATE FUNCTION ledger_note(p_register bigint, p_kind text, p_table text, p_subject bigint, p_payload jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $fn$
BEGIN
    IF octet_length(p_payload::text) > 65536 THEN
        PERFORM ledger_raise('OR003', 'note.too_long', p_table, p_subject, p_register);
    END IF;
    RETURN ledger_append(p_register, 'note.' || p_kind, p_table, p_subject, coalesce(p_payload, '{}'::jsonb));
END $fn$;

-- Closes a register for good. There is no function that opens it again.
CREATE FUNCTION ledger_close(p_register bigint, p_reason text)
RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_locked timestamptz;
BEGIN
    SELECT r.locked_at INTO v_locked FROM ledger_register r WHERE r.id = p_register FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM ledger_raise('OR007', 'register', 'ledger_register', p_register, p_register);
    ELSIF v_locked IS NOT NULL THEN
        PERFORM ledger_raise('OR001', 'register', 'ledger_register', p_register, p_register);
    END IF;
    UPDATE ledger_register SET locked_at = clock_timestamp(), locked_reason = p_reason
        WHERE id = p_register RETURNING locked_at INTO v_locked;
    PERFORM ledger_append(p_register, 'close', 'ledger_register', p_register, jsonb_build_object('reason', p_reason));
    RETURN v_locked;
END $fn$;

-- Keeps the heads that are new since the last daily root, as one picture; returns how many.
CREATE FUNCTION ledger_gather(p_day date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_rows bigint;
BEGIN
    INSERT INTO ledger_root_leaf (register_id, seq, day, hash)
        SELECT r.id, r.head_seq, p_day, r.head_hash FROM ledger_register r WHERE NOT EXISTS (
            SELECT 1 FROM ledger_root_leaf l WHERE l.register_id = r.id AND l.seq = r.head_seq);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    RETURN v_rows;
END $fn$;

-- Takes an idempotency key. A second transaction with the same key waits here for the first one, then
-- gets its answer; the same key for another request, operation or person is refused.
CREATE FUNCTION ledger_claim(
    p_key text, p_operation text, p_request_hash bytea, p_register bigint, OUT fresh boolean, OUT answer jsonb
) LANGUAGE plpgsql SECURITY DEFINER AS $fn$
DECLARE
    v_actor bigint := ledger_actor();
    v_row ledger_idempotency%ROWTYPE;
BEGIN
    INSERT INTO ledger_idempotency (key, register_id, operation, actor_id, request_hash)
        VALUES (p_key, p_register, p_operation, v_actor, p_request_hash)
        ON CONFLICT (key) DO NOTHING;
    fresh := FOUND;
    IF fresh THEN
        RETURN;
    END IF;
    SELECT * INTO v_row FROM ledger_idempotency i WHERE i.key = p_key;
    IF (v_row.operation, v_row.request_hash) <> (p_operation, p_request_hash)
        OR v_row.actor_id IS DISTINCT FROM v_actor OR v_row.register_id IS DISTINCT FROM p_register THEN
        PERFORM ledger_raise('OR008', 'reused', 'ledger_idempotency', NULL, v_row.register_id);
    ELSIF v_row.response IS NULL THEN
        PERFORM ledger_raise('OR008', 'unanswered', 'ledger_idempotency', NULL, v_row.register_id);
    END IF;
    answer := v_row.response;
END $fn$;

-- Keeps the answer of a claimed key, once.
CREATE FUNCTION ledger_answer(p_key text, p_response jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $fn$
BEGIN
    UPDATE ledger_idempotency SET response = coalesce(p_response, 'null'::jsonb)
        WHERE key = p_key AND response IS NULL AND actor_id IS NOT DISTINCT FROM ledger_actor();
    IF NOT FOUND THEN
        PERFORM ledger_raise('OR008', 'answered', 'ledger_idempotency', NULL, NULL);
    END IF;
END $fn$;

CREATE TRIGGER ledger_event_is_append_only BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'append_only');
CREATE TRIGGER ledger_event_is_kept BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('OR004', 'append_only');
CREATE TRIGGER ledger_register_is_kept BEFORE DELETE ON ledger_register
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'register');
CREATE TRIGGER ledger_register_is_not_emptied BEFORE TRUNCATE ON ledger_register
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('OR004', 'register');
CREATE TRIGGER ledger_register_stays_locked BEFORE UPDATE ON ledger_register FOR EACH ROW
    WHEN (OLD.locked_at IS NOT NULL
        AND (NEW.locked_at, NEW.locked_reason) IS DISTINCT FROM (OLD.locked_at, OLD.locked_reason))
    EXECUTE FUNCTION ledger_refuse('OR001', 'no_unlock');
CREATE TRIGGER ledger_register_stays_itself BEFORE UPDATE ON ledger_register FOR EACH ROW
    WHEN ((NEW.id, NEW.kind, NEW.subject_id, NEW.created_at)
            IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject_id, OLD.created_at)
        OR NEW.head_seq < OLD.head_seq
        OR (NEW.head_seq = OLD.head_seq AND NEW.head_hash <> OLD.head_hash))
    EXECUTE FUNCTION ledger_refuse('OR005', 'register');
CREATE TRIGGER ledger_idempotency_answers_once BEFORE UPDATE ON ledger_idempotency FOR EACH ROW
    WHEN (OLD.response IS NOT NULL OR (NEW.key, NEW.operation, NEW.request_hash, NEW.at)
        IS DISTINCT FROM (OLD.key, OLD.operation, OLD.request_hash, OLD.at))
    EXECUTE FUNCTION ledger_refuse('OR005', 'idempotency');
CREATE TRIGGER ledger_root_is_kept BEFORE DELETE ON ledger_root
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'root');
CREATE TRIGGER ledger_root_is_fixed BEFORE UPDATE ON ledger_root FOR EACH ROW
    WHEN (OLD.exported_at IS NOT NULL
        OR (NEW.day, NEW.merkle_root, NEW.heads, NEW.previous, NEW.signature, NEW.key_id, NEW.made_at)
            IS DISTINCT FROM
            (OLD.day, OLD.merkle_root, OLD.heads, OLD.previous, OLD.signature, OLD.key_id, OLD.made_at))
    EXECUTE FUNCTION ledger_refuse('OR005', 'root');
CREATE TRIGGER ledger_root_leaf_is_fixed BEFORE UPDATE OR DELETE ON ledger_root_leaf
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse('OR004', 'root');
