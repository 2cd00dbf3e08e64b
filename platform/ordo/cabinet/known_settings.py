"""The settings of a university that its console shows; a module adds its own with `register` in ready()."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.tenancy import preferences

Text = str | Promise


class SettingKind(StrEnum):
    """What kind of value a setting has."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class KnownSetting:
    """One setting: its key, its words, and which values it takes."""

    key: str
    title: Text
    about: Text
    kind: SettingKind
    choices: Mapping[str, Text] = field(default_factory=dict)
    least: int = 0
    most: int = 0

    def form_field(self) -> forms.Field:
        """The control for its value."""
        if self.kind is SettingKind.SWITCH:
            return forms.TypedChoiceField(
                label=str(self.title),
                choices=[("1", _("yes")), ("0", _("no"))],
                coerce=lambda text: text == "1",
            )
        if self.kind is SettingKind.NUMBER:
            return forms.IntegerField(label=str(self.title), min_value=self.least, max_value=self.most)
        return forms.ChoiceField(label=str(self.title), choices=list(self.choices.items()))

    def initial(self, value: Any) -> Any:
        """A stored value as the control wants it."""
        return ("1" if value else "0") if self.kind is SettingKind.SWITCH else value

    def shown(self, value: Any) -> str:
        """A stored value in words."""
        if self.kind is SettingKind.SWITCH:
            return str(_("yes") if value else _("no"))
        return str(self.choices.get(str(value), value)) if self.kind is SettingKind.CHOICE else str(value)


_known: dict[str, KnownSetting] = {}


def register(*settings: KnownSetting) -> None:
    """Show these settings in the console."""
    _known.update((setting.key, setting) for setting in settings)


def known() -> tuple[KnownSetting, ...]:
    """All settings, in the order of registration."""
    return tuple(_known.values())


def one(key: str) -> KnownSetting | None:
    """A setting by its key."""
    return _known.get(key)


KERNEL = (
    KnownSetting(
        preferences.STUDENTS_CHANGE_CREDENTIALS,
        _("Students change their own log-in data"),
        _("If not, the dean's office gives out and resets passwords."),
        SettingKind.SWITCH,
    ),
    KnownSetting(
        preferences.RETENTION_YEARS,
        _("Electronic journals are kept, years"),
        _("For this long a journal can be opened and checked after its semester."),
        SettingKind.NUMBER,
        least=1,
        most=75,
    ),
    KnownSetting(
        "people.parents",
        _("Parents and guardians"),
        _("How parents see the marks of their child."),
        SettingKind.CHOICE,
        choices={
            "off": _("see nothing here"),
            "own_login": _("have a log-in of their own"),
            "through_student_cabinet": _("look into the student's cabinet together with the student"),
        },
    ),
    KnownSetting(
        "attendance.qr",
        _("Attendance by QR code"),
        _("How a student shows to be at the lesson."),
        SettingKind.CHOICE,
        choices={
            "off": _("not used"),
            "qr_visit": _("the student scans the code of the lesson"),
            "room_code": _("the student scans the code of the room when the lesson begins"),
        },
    ),
)
