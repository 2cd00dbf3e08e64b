"""The faculty that new programmes and departments of a list come under: asked of the person, entered when it is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from modules.structure import facade as structure
from modules.structure.facade import UnitRef
from ordo.access.actor import Actor
from ordo.exchange.kinds import Question
from ordo.language import fold

NEW: Final = "new"
_NAMELESS: Final = "Факультет"


@dataclass(frozen=True, slots=True)
class Choice:
    """A faculty of the register, or the name of a new one."""

    id: int | None
    name: str

    @property
    def is_new(self) -> bool:
        """Whether it is to be entered."""
        return self.id is None


def ask(
    actor: Actor, units: Sequence[UnitRef], title: str | Promise, help_text: str, named: str = ""
) -> list[Question]:
    """One question for the faculty; whoever keeps units may name a new one. `named`: what the file says."""
    language = (get_language() or "ru")[:2]
    choices = [(str(unit.id), unit.names.get(language, unit.code)) for unit in units]
    may_add = structure.may_keep_units(actor=actor)
    first = choices[0][0] if choices else NEW
    initial = next(
        (str(unit.id) for unit in units if _is_named(unit, named)), NEW if named and may_add else first
    )
    if may_add:
        choices.append((NEW, _("— a new one, named below —")))
    asked = [Question("faculty", title, tuple(choices), help=help_text, initial=initial)]
    if may_add:
        asked.append(Question("faculty_name", _("Name of the new faculty"), required=False, initial=named))
    return asked


def _is_named(unit: UnitRef, name: str) -> bool:
    return bool(name) and fold(name) in {fold(text) for text in unit.names.values()}


def chosen(answers: Mapping[str, str], units: Mapping[int, UnitRef]) -> Choice | None:
    """What the person chose; None when nothing usable."""
    answer = answers.get("faculty", "")
    if answer == NEW:
        return Choice(None, answers.get("faculty_name", "").strip() or _NAMELESS)
    faculty_id = int(answer) if answer.isascii() and answer.isdigit() else 0
    return Choice(faculty_id, units[faculty_id].names["ky"]) if faculty_id in units else None


def enter(system: Actor, choice: Choice) -> UnitRef:
    """The faculty itself, made when it is missing; the caller has asked the right."""
    known = structure.faculties()
    found = next(
        (unit for unit in known if unit.id == choice.id or (choice.is_new and _is_named(unit, choice.name))),
        None,
    )
    if found is not None:
        return found
    code = free_code("Ф-", {unit.code for unit in known})
    names = {"ky": choice.name, "ru": choice.name}
    faculty_id = structure.ensure_faculty(actor=system, code=code, names=names)
    return next(unit for unit in structure.faculties() if unit.id == faculty_id)


def free_code(prefix: str, taken: set[str]) -> str:
    """The first code with this beginning that nobody has."""
    return next(code for number in range(1, 10_000) if (code := f"{prefix}{number}") not in taken)
