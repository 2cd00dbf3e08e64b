"""What the worker does for the register every day, in each university."""

from celery import shared_task
from django.utils.timezone import localdate

from ordo.ledger.roots import export_root, make_root
from ordo.tenancy.tasks import TenantTask


@shared_task(base=TenantTask, name="ordo.ledger.daily_root")
def daily_root() -> None:
    """Sign the root of the day over all heads and write it to the file store; a second run changes nothing."""
    export_root(make_root(localdate()))
