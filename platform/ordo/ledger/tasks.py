"""What the worker does for the register every day, in each university."""

from celery import shared_task
from django.utils.timezone import localdate

from ordo.ledger.facade import forget_keys
from ordo.ledger.roots import export_root, make_root
from ordo.tenancy.tasks import TenantTask


@shared_task(base=TenantTask, name="ordo.ledger.daily_root")
def daily_root() -> None:
    """Sign the root of the day over all heads and write it to the file store; a second run changes nothing."""
    export_root(make_root(localdate()))


@shared_task(base=TenantTask, name="ordo.ledger.forget_keys")
def forget_old_keys() -> int:
    """Forget request keys of deeds outside of registers that are older than thirty days; returns how many."""
    return forget_keys()
