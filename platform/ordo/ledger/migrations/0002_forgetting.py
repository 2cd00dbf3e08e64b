"""Old request keys of deeds outside of registers may be forgotten."""

from django.db import migrations

from ordo.ledger.sources import forgetting_statements, read, statements

_FORMER_SEAL = read("0001_sealing.sql").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
_DROPS = ["DROP FUNCTION ledger_forget()", "DROP INDEX ledger_idempotency_by_age"]
BACK = [*_DROPS, *statements(_FORMER_SEAL), *statements(read("pin.sql"))]


class Migration(migrations.Migration):
    """One function more, and the sealing that opens it."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(forgetting_statements(), BACK)]
