"""Puts a model under audit: an event table and triggers by django-pghistory.

Call it at the end of an app's `translation.py`, after modeltranslation has added the language columns, or the
trigger would miss them (trap 23). The functions' search_path is pinned by provisioning (trap 10); the application's
role may add events and never change or remove one.
"""

from collections.abc import Sequence

import pghistory
from django.db import models

_tracked: list[type[models.Model]] = []


def track(model: type[models.Model], *, exclude: Sequence[str] = ()) -> None:
    """Write an event for every insert, update and delete of the model's rows, without the excluded columns."""
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        obj_field=pghistory.ObjForeignKey(related_name="audit_events", db_index=True),
        context_field=pghistory.ContextForeignKey(related_name="+", db_index=True),
    )(model)
    _tracked.append(model)


def tracked() -> tuple[type[models.Model], ...]:
    """Models under audit in this deployment."""
    return tuple(_tracked)
