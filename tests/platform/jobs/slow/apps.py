"""The app, found by the worker through ORDO_EXTRA_APPS."""

from django.apps import AppConfig


class SlowConfig(AppConfig):
    """Label `slow`; its jobs are found like everybody's."""

    name = "tests.platform.jobs.slow"
    label = "slow"
