        SELECT * INTO v_bad FROM (
            SELECT new_row.@key@ AS key, new_row.@register@ AS register, @current@ AS current, CASE
@cases@
                END AS refusal
            FROM @rows@
        ) judged WHERE refusal IS NOT NULL LIMIT 1;
        SELECT array_agg(register ORDER BY register, key), array_agg(key ORDER BY register, key),
                array_agg(payload ORDER BY register, key)
            INTO v_registers, v_keys, v_payloads
            FROM (
                SELECT new_row.@register@ AS register, new_row.@key@ AS key,
                    v_extra || jsonb_build_object(@payload@) AS payload
                FROM @rows@ WHERE v_bad.refusal IS NULL
            ) told;
