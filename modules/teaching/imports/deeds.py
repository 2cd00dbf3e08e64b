"""Writing the rows of assignment lists: discipline and line when they are new, then the teacher."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from modules.structure import facade as structure
from modules.teaching.imports.plan import LINE_FIELDS, Subject
from modules.teaching.models import Discipline
from modules.teaching.services import assignments, disciplines, lines
from modules.teaching.services.assignments import NewAssignment
from modules.teaching.services.lines import NewLine
from ordo.access.actor import Actor
from ordo.exchange.kinds import Action, Planned
from ordo.language import fold

_WHOLE: Final = frozenset({"hours_total", "hours_lecture", "hours_practice", "hours_lab"})


def apply(actor: Actor, rows: Sequence[Planned]) -> Iterator[Planned]:
    """Write each row and give it back. Raises NotAllowed, ValidationError, Refused."""
    made = _Made(actor)
    for row in rows:
        made.write(row)
        yield row


class _Made:
    """What the rows before have made: disciplines by name, lines by their key."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._disciplines: dict[str, int] = {}
        self._lines: dict[tuple[int, int, int], int] = {}
        self._changed: set[int] = set()

    def write(self, row: Planned) -> None:
        """One row: its line as it says, its teacher if that is new."""
        subject = row.subject
        if not isinstance(subject, Subject):
            raise TypeError(row)
        discipline_id = subject.discipline_id or self._discipline(row, subject)
        line_id = subject.line_id or self._line(subject, discipline_id)
        if subject.line_id is not None and line_id not in self._changed:
            self._change(subject, row.after)
        if row.action is Action.NEW:
            new = NewAssignment(
                line_id=line_id,
                employee_id=subject.teacher.id,
                subgroup_id=subject.subgroup_id,
                kind=row.candidate.values["kind"],
            )
            assignments.assign(actor=self._actor, assignments=[new])

    def _discipline(self, row: Planned, subject: Subject) -> int:
        name = row.candidate.values["discipline"]
        if fold(name) not in self._disciplines:
            values = {
                "department_id": subject.teacher.department_id,
                "code": row.candidate.values["discipline_code"] or self._free_code(subject),
                "name_ky": name,
                "name_ru": name,
                "default_credits": Decimal(subject.line_values["credits"]),
            }
            self._disciplines[fold(name)] = disciplines.save_discipline(actor=self._actor, values=values)
        return self._disciplines[fold(name)]

    def _free_code(self, subject: Subject) -> str:
        units = {unit.id: unit.code for unit in structure.departments()}
        prefix = units[subject.teacher.department_id or 0][:14]
        taken = set(Discipline.objects.filter(code__startswith=prefix).values_list("code", flat=True))
        return next(code for number in range(1, 10_000) if (code := f"{prefix}-{number}") not in taken)

    def _line(self, subject: Subject, discipline_id: int) -> int:
        key = (discipline_id, subject.group.id, subject.semester.id)
        if key not in self._lines:
            new = NewLine(
                discipline_id=discipline_id,
                group_id=subject.group.id,
                semester_id=subject.semester.id,
                **_values(subject.line_values),
            )
            self._lines[key] = lines.add_lines(actor=self._actor, lines=[new])[0]
        return self._lines[key]

    def _change(self, subject: Subject, after: Mapping[str, str]) -> None:
        values = _values({name: after[name] for name in LINE_FIELDS if name in after})
        if values and subject.line_id is not None:
            lines.save_line(
                actor=self._actor, values=values, line_id=subject.line_id, seen=subject.line_version
            )
            self._changed.add(subject.line_id)


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    """The texts of a row as the columns of a line; hours in parts without a sum give the sum."""
    values: dict[str, Any] = {
        name: int(text) if name in _WHOLE else Decimal(text) if name == "credits" else text
        for name, text in texts.items()
    }
    parts = sum(values.get(name, 0) for name in _WHOLE - {"hours_total"})
    if parts and "hours_total" not in values:
        values["hours_total"] = parts
    return values
