"""The app of jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Label `jobs`."""

    name = "ordo.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
    # A job is part of the history of who asked for what.
    keeps_rows = ("Job",)

    def ready(self) -> None:
        """Find the kinds of jobs in every app's `jobs.py`."""
        autodiscover_modules("jobs")
