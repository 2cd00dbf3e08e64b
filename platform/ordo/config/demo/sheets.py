"""The session of the semester before: sheets made, filled and signed by the teachers, closed by the dean's offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from modules.sheets import facade as sheets
from modules.sheets.facade import FinalWrite, SheetRef
from ordo.access.actor import Actor
from ordo.config.demo.actors import Actors
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.chance import Strengths, in_discipline, points
from ordo.config.demo.lines import DemoLine


def make(dean: Actor, semester_id: int) -> int:
    """Make the sheets of a dean's office; returns how many. Raises RuntimeError when a line gets none."""
    outcome = sheets.ensure_sheets(actor=dean, semester_id=semester_id)
    if outcome.refused:
        raise RuntimeError(f"no sheet: {outcome.refused[0]}")
    return outcome.made


@dataclass(frozen=True, slots=True)
class Session:
    """The session of one semester of a university; `deans` by faculty id, `general` strengths by group id."""

    schema: str
    plan: DemoSemester
    actors: Actors
    deans: Mapping[int, Actor]
    general: Mapping[int, Strengths]

    def close(self, lines: list[DemoLine]) -> None:
        """Final controls, signatures and the close of the sheets of these lines, in their order."""
        found = sheets.sheets_of_lines(line.id for line in lines)
        for number, line in enumerate(lines):
            self._close(line, found[line.id], number)

    def _close(self, line: DemoLine, sheet: SheetRef, number: int) -> None:
        teacher, dean = self.actors.teacher(line.teacher), self.deans[line.faculty_id]
        day = self._day(number)
        sheets.set_control_date(actor=dean, sheet_id=sheet.id, control_date=day)
        if sheet.final_maximum:
            outcome = sheets.set_finals(
                actor=teacher, sheet_id=sheet.id, cells=self._finals(line, sheet),
                idempotency_key=f"demo-finals-{self.schema}-{line.id}",
            )  # fmt: skip
            if outcome.refused or outcome.conflicts:
                raise RuntimeError(f"not written: {[*outcome.refused, *outcome.conflicts][0]}")
        # Whoever was marked in no lesson at all is asked about on the page; here the teacher confirms it.
        sheets.sign(actor=teacher, sheet_id=sheet.id, confirm_gaps=True)
        sheets.close(actor=dean, sheet_id=sheet.id)

    def _day(self, number: int) -> date:
        """Three weeks of controls, the last of them a few days before the end of the semester, none on a Sunday."""
        day = self.plan.ends_on - timedelta(days=4 + number % 21)
        return day - timedelta(days=1) if day.isoweekday() == 7 else day

    def _finals(self, line: DemoLine, sheet: SheetRef) -> list[FinalWrite]:
        """Results of the control; the weak sometimes do not appear."""
        chance = Random(f"{self.schema}-final-{line.key}")
        levels = in_discipline(chance, self.general[line.group.id])
        return [
            FinalWrite(student, absent=True)
            if chance.random() < (0.12 if level < 0.6 else 0.006)
            else FinalWrite(student, points(chance, level, sheet.final_maximum))
            for student, level in levels.items()
        ]
