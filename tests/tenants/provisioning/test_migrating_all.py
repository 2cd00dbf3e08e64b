"""One broken university stops no other, and who is up to date is left alone (trap 18; architecture §3)."""

from tests.tenants.provisioning.conftest import Operator

FORGET = "DELETE FROM {schema}.django_migrations WHERE app = 'sample'"


def _states(output: str) -> dict[str, str]:
    return {line.split()[0]: line.split()[1] for line in output.splitlines() if line.strip()}


def test_a_broken_university_does_not_stop_the_others(operator: Operator) -> None:
    # KNU says it lacks a migration whose table it has: that cannot be applied. JAMU and OshSU really lack it.
    operator.connection.execute(FORGET.format(schema="knu"))
    for schema in ("jamu", "oshsu"):
        operator.connection.execute(FORGET.format(schema=schema))
        operator.connection.execute(f"DROP TABLE {schema}.sample_samplenote")
    done = operator.ordo("university", "migrate")
    assert _states(done.stdout) == {
        "jamu": "migrated",
        "knu": "failed",
        "nsu": "current",
        "oshsu": "migrated",
        "platform": "current",
    }, done.stdout + done.stderr
    assert done.returncode == 1
    assert "already exists" in done.stdout
    for schema in ("jamu", "oshsu"):
        assert operator.column(f"SELECT count(*) FROM {schema}.sample_samplenote") == ["0"]
        granted = f"SELECT has_table_privilege('ordo_t_{schema}', '{schema}.sample_samplenote', 'INSERT')"
        assert operator.column(granted) == ["True"]
        forbidden = f"SELECT has_table_privilege('ordo_t_{schema}', '{schema}.sample_samplenote', 'DELETE')"
        assert operator.column(forbidden) == ["False"], (
            "keeps_rows holds for a table that a migration brought"
        )


def test_who_is_up_to_date_is_skipped_and_nothing_is_written(operator: Operator) -> None:
    before = operator.column("SELECT pg_current_wal_lsn()")
    done = operator.ordo("university", "migrate")
    assert set(_states(done.stdout).values()) == {"current"}
    assert done.returncode == 0
    written = operator.column(f"SELECT pg_current_wal_lsn() - '{before[0]}'::pg_lsn")
    assert int(written[0]) < 50_000_000


def test_a_university_without_its_schema_is_told_by_name(operator: Operator) -> None:
    operator.connection.execute("DROP SCHEMA oshsu CASCADE")
    done = operator.ordo("university", "migrate")
    states = _states(done.stdout)
    assert states["oshsu"] == "failed"
    assert {states["nsu"], states["knu"], states["jamu"]} == {"current"}
