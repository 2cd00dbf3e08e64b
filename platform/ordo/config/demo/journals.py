"""A semester of lessons and marks, entered by the teachers themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from modules.journal import facade as journal
from modules.journal.facade import CellWrite, CheckpointRef, LessonInput, ResultWrite
from ordo.access.actor import Actor
from ordo.config.demo.actors import Actors
from ordo.config.demo.calendar import MIDDLE, DemoSemester
from ordo.config.demo.chance import Strengths, in_discipline, mark, points
from ordo.config.demo.lines import DemoLine
from ordo.config.demo.topics import KINDS, TOPICS


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills the journals of one semester of a university; `general` are the strengths by group id."""

    schema: str
    plan: DemoSemester
    opener: Actor
    actors: Actors
    general: Mapping[int, Strengths]

    def fill(self, line: DemoLine, *, is_behind: bool = False, sets_totals: bool = True) -> int:
        """Open the line's journal and enter lessons, marks and checkpoints; returns the marks written.

        Whoever is behind has not filled the last lesson yet; the lesson of today is nobody's past. Totals are set for
        checkpoints that have been held and have no empty lesson before them.
        """
        teacher = self.actors.teacher(line.teacher)
        (journal_id,) = journal.open_journals(actor=self.opener, line_id=line.id)
        chance = Random(f"{self.schema}-{line.key}")
        levels = in_discipline(chance, self.general[line.group.id])
        lessons = self._lessons(line, is_behind=is_behind)
        ids = journal.add_lessons(actor=teacher, journal_id=journal_id, lessons=lessons)
        held = [pk for pk, lesson in zip(ids, lessons, strict=True) if lesson.held]
        written = self._marks(line, teacher, held, levels, chance)
        done = journal.checkpoints_of(line.id)[: self.plan.checkpoints_done]
        self._results(line, teacher, done, levels, chance)
        empty = [lesson.section or 0 for lesson in lessons if not lesson.held]
        for checkpoint in done if sets_totals else []:
            if checkpoint.number not in empty:
                journal.set_checkpoint_total(actor=teacher, journal_id=journal_id, number=checkpoint.number)
        return written

    def _lessons(self, line: DemoLine, *, is_behind: bool) -> list[LessonInput]:
        topics = TOPICS[line.group.language]
        days = self.plan.days(line.weekday)
        past = [day for _week, day in days if not self.plan.is_today(day)]
        empty = set(past[-1:]) if is_behind else set()
        return [
            LessonInput(
                date=day, pair=line.pair, topic=topics[week], kind_of_work=KINDS[week % len(KINDS)],
                held=not (self.plan.is_today(day) or day in empty), section=1 if week < MIDDLE else 2,
            )
            for week, day in days
        ]  # fmt: skip

    def _marks(
        self, line: DemoLine, teacher: Actor, held: list[int], levels: Strengths, chance: Random
    ) -> int:
        ref = journal.journals_of_line(line.id)[0]
        cells = [
            cell
            for lesson in held
            for student, level in levels.items()
            if (cell := _cell(lesson, student, level, ref.mark_maximum, chance)) is not None
        ]
        key = self._key("marks", line)
        return _all_saved(
            journal.set_marks(actor=teacher, journal_id=ref.id, cells=cells, idempotency_key=key)
        )

    def _results(
        self, line: DemoLine, teacher: Actor, done: list[CheckpointRef], levels: Strengths, chance: Random
    ) -> None:
        """Points for the works of the checkpoints that have been held (EB-08.0b)."""
        cells = [
            ResultWrite(work, student, points(chance, level, most))
            for checkpoint in done
            for work, most in checkpoint.works
            for student, level in levels.items()
        ]
        if cells:
            key = self._key("results", line)
            _all_saved(
                journal.set_checkpoint_results(
                    actor=teacher, journal_id=done[0].journal_id, cells=cells, idempotency_key=key
                )
            )

    def _key(self, what: str, line: DemoLine) -> str:
        return f"demo-{what}-{self.schema}-{line.id}"


def _all_saved(outcome: journal.SetMarksOutcome) -> int:
    """Cells saved; raises RuntimeError for the first one that was not, which is a mistake of the demo."""
    if outcome.refused or outcome.conflicts:
        raise RuntimeError(f"not written: {[*outcome.refused, *outcome.conflicts][0]}")
    return len(outcome.saved)


def _cell(lesson: int, student: int, level: float, scale: int, chance: Random) -> CellWrite | None:
    """Absent more often when weak; marked at about two lessons of three; the mark follows the strength."""
    if chance.random() > 0.80 + level * 0.17:
        return CellWrite(lesson, student, absent=True, excused=chance.random() < 0.2)
    if chance.random() < 0.35:
        return None
    return CellWrite(lesson, student, value=mark(chance, level, scale))
