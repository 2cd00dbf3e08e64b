"""One permission to read and one to write."""

from collections.abc import Mapping
from enum import StrEnum

from ordo.access.roles import RoleCode


class SamplePermission(StrEnum):
    """Who reads and who adds notes."""

    NOTE_VIEW = "sample.note.view"
    NOTE_ADD = "sample.note.add"


TITLES: Mapping[StrEnum, str] = {
    SamplePermission.NOTE_VIEW: "See sample notes",
    SamplePermission.NOTE_ADD: "Add sample notes",
}
DEFAULTS: Mapping[StrEnum, frozenset[RoleCode]] = {
    SamplePermission.NOTE_VIEW: frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.TEACHER}),
    # The student is named on purpose: a simple role must not get a writing permission all the same.
    SamplePermission.NOTE_ADD: frozenset({RoleCode.SYSTEM_ADMINISTRATOR, RoleCode.STUDENT}),
}
