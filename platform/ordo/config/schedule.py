"""What runs by the clock: one message a university, sent from outside of every university."""

from celery import Celery, Task
from celery.schedules import crontab
from django_tenants.utils import get_tenant_model

from ordo.jobs.tasks import watch_jobs
from ordo.ledger.tasks import daily_root, forget_old_keys
from ordo.tenancy.current import inside
from ordo.tenancy.names import PLATFORM, PUBLIC

DAILY = (daily_root.name, forget_old_keys.name)
OFTEN = (watch_jobs.name,)


class ClockTask(Task[[str], int]):
    """The only kind of task without a university: it may send messages and touches no data of anybody."""

    abstract = True


def send_to_universities(app: Celery, name: str) -> int:
    """Send one task to every open university; returns how many."""
    with inside(PUBLIC):
        open_ones = get_tenant_model().objects.filter(is_open=True).exclude(schema_name=PLATFORM)
        schemas = list(open_ones.values_list("schema_name", flat=True))
    for schema in schemas:
        with inside(schema):
            app.tasks[name].apply_async()
    return len(schemas)


def install(app: Celery) -> None:
    """Register the clock's task and its timetable: roots and old request keys at night, lost jobs every two minutes."""

    @app.task(base=ClockTask, name="ordo.clock")
    def clock(name: str) -> int:
        """Fan one name out."""
        return send_to_universities(app, name)

    app.conf.beat_schedule = {
        **{
            name: {"task": clock.name, "args": (name,), "schedule": crontab(hour="0", minute="10")}
            for name in DAILY
        },
        **{name: {"task": clock.name, "args": (name,), "schedule": crontab(minute="*/2")} for name in OFTEN},
    }
