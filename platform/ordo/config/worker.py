"""The Celery application; tasks are found in every installed app's `tasks.py`."""

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordo.config.settings")

app = Celery("ordo", task_cls="ordo.tenancy.tasks:TenantTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def _timetable(sender: Celery, **_context: Any) -> None:
    """What runs by the clock; after the apps are there."""
    from ordo.config import schedule

    schedule.install(sender)
