"""Values of an event as people read them: names of columns, choices, dates, and who stands behind a number."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGES = ("ky", "ru", "en")
LONGEST = 400
MOST_LINKED_TABLES = 8
"""Tables asked for names on one page, so that a page's queries stay few."""

Links = Mapping[tuple[type[models.Model], str], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One column with its value before and after; '' where there is none."""

    title: str
    before: str
    after: str


def title_of(values: Mapping[str, Any]) -> str:
    """The name a row calls itself by, in the reader's language first."""
    language = (get_language() or "ky")[:2]
    order = (language, *LANGUAGES)
    for field in ("title", "name"):
        for key in (*(f"{field}_{code}" for code in order), field):
            if values.get(key):
                return str(values[key])
    person = " ".join(
        str(values[key]) for key in ("last_name", "first_name", "patronymic") if values.get(key)
    )
    keys = ("username", "label", "key", "code", "permission", "number")
    return person or next((str(values[key]) for key in keys if values.get(key)), "")


def _shown_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Columns worth reading: not the key, not what the program reckons itself, not the base of translated ones."""
    fields = [f for f in model._meta.concrete_fields if f.editable and not f.primary_key]
    names = {field.name for field in fields}
    return [field for field in fields if f"{field.name}_ky" not in names]


def linked(events: Iterable[tuple[type[models.Model], tuple[Mapping[str, Any], ...]]]) -> Links:
    """Names of the rows that foreign keys of the events point to; one query a table, for a few tables."""
    wanted: dict[type[models.Model], set[str]] = {}
    for model, versions in events:
        for field in _shown_fields(model):
            target = field.related_model
            if isinstance(field, models.ForeignKey) and isinstance(target, type):
                found = {
                    str(values[field.column]) for values in versions if values.get(field.column) is not None
                }
                wanted.setdefault(target, set()).update(found)
    names: dict[tuple[type[models.Model], str], str] = {}
    asked = [(target, ids) for target, ids in wanted.items() if ids][:MOST_LINKED_TABLES]
    for target, ids in asked:
        for row in target._default_manager.filter(pk__in=ids):
            values = {field.name: getattr(row, field.attname) for field in target._meta.concrete_fields}
            names[target, str(row.pk)] = title_of(values)
    return names


def linked_title(model: type[models.Model], values: Mapping[str, Any], links: Links) -> str:
    """For a row without a name of its own, the names of what it ties together: a person, a role."""
    found = [
        links.get((field.related_model, str(values.get(field.column))), "")
        for field in _shown_fields(model)
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    ]
    return ", ".join(name for name in found[:2] if name)


def changes_of(
    model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any], links: Links
) -> tuple[Change, ...]:
    """Columns that differ, in the order of the model; unknown values of both sides are left out."""
    found = []
    for field in _shown_fields(model):
        column = str(field.column)
        old, new = before.get(column), after.get(column)
        if old == new or (old in (None, "") and new in (None, "")):
            continue
        name = str(field.verbose_name)
        found.append(
            Change(name[:1].upper() + name[1:], _shown(field, old, links), _shown(field, new, links))
        )
    return tuple(found)


def _shown(field: models.Field[Any, Any], value: Any, links: Links) -> str:
    if value is None or value == "":
        return ""
    choices = dict(field.flatchoices)
    if not isinstance(value, list | dict) and value in choices:
        return str(choices[value])
    if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type):
        name = links.get((field.related_model, str(value)), "")
        return f"{name} (№ {value})" if name else f"№ {value}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _text(field, value)[:LONGEST]


def _text(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(str(value))
        return str(localize(timezone.localtime(moment))) if moment is not None else str(value)
    if isinstance(field, models.DateField):
        day = parse_date(str(value))
        return str(localize(day)) if day is not None else str(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
