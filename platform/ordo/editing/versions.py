"""Optimistic saving: whoever saves a row that was changed meanwhile gets both values to choose from.

A row carries `version`. The form remembers the version it was opened with; `save` refuses another one with the fields
that differ. Call it inside a transaction, with the row taken `select_for_update`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, cast

from django.db import models
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with the value that stands in the database now and the one that was about to be saved, as texts."""

    field: str
    title: str
    theirs: str
    mine: str


class ChangedMeanwhile(Exception):
    """The row was saved by somebody else since it was opened; `version` is the present one.

    `code` is what the API answers, `sentence` what people read.
    """

    code: ClassVar[str] = "CONFLICT"
    sentence: ClassVar[str | Promise] = _(
        "Somebody has changed this meanwhile. Look at the new state and try again."
    )

    def __init__(self, version: int, differences: Sequence[Difference]) -> None:
        super().__init__(version)
        self.version = version
        self.differences = tuple(differences)


class VersionedRow(Protocol):
    """A row that counts its changes."""

    version: int


def save(row: models.Model, values: Mapping[str, Any], seen: int | None) -> bool:
    """Give a row its values, check them and save; `seen` is None for a new row. Says whether anything changed.

    Raises ChangedMeanwhile and ValidationError; writes nothing then.
    """
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    version: int = getattr(row, "version", 1)
    if seen is not None and seen != version:
        raise ChangedMeanwhile(version, [_difference(row, name, value) for name, value in changed.items()])
    if seen is not None and not changed:
        return False
    for name, value in changed.items():
        setattr(row, name, value)
    row.full_clean()
    if seen is not None:
        cast(VersionedRow, row).version = seen + 1
    row.save()
    return True


def check_columns(row: models.Model) -> None:
    """Check the values of a row that is entered together with many others, without a query for each relation.

    Relations are left to the database's foreign keys. Raises ValidationError.
    """
    row.clean_fields(exclude={field.name for field in row._meta.concrete_fields if field.is_relation})


def _difference(row: models.Model, name: str, mine: Any) -> Difference:
    field = row._meta.get_field(name)
    title = str(getattr(field, "verbose_name", name))
    return Difference(name, title, _shown(field, getattr(row, name)), _shown(field, mine))


def _shown(field: Any, value: Any) -> str:
    choices = dict(getattr(field, "flatchoices", ()) or ())
    if value in choices:
        return str(choices[value])
    return "" if value is None else str(localize(value))
