"""Real input 2: the Open University Learning Analytics Dataset at KNU (KNU-4.0, EB-08.0b).

Module = discipline, presentation = semester, assessment = kind of work with its weight. Run it with the folder of the
data set: `python -m tests.benchmarks.oulad_at_knu FOLDER [--differences FILE]`. It works on a copy of the prepared
database, as the application's role, through the modules' own doors, and prints how far the totals agree with the data
set's final results.
"""

import argparse
import csv
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

os.environ["ORDO_PROCESS"] = "app"
os.environ.setdefault("ORDO_SECRET_KEY", "test-secret")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordo.config.settings")

PROGRAMME = "990001"
SEMESTERS = {
    "2013J": (2013, date(2013, 10, 1), date(2014, 6, 30)),
    "2014J": (2014, date(2014, 10, 1), date(2015, 6, 30)),
}
PASSED = frozenset({"Pass", "Distinction"})


@dataclass(frozen=True, slots=True)
class Registration:
    """One student's registration to one presentation of a module."""

    module: str
    presentation: str
    student: str
    sex: str
    final_result: str


@dataclass(slots=True)
class Tally:
    """What came in, and how the totals compare."""

    registrations: int = 0
    scores: int = 0
    agree: int = 0
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[tuple[str, str, str, str, str]] = field(default_factory=list)


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one of the data set's files."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def weights(folder: Path) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Share of each assessment in its presentation, adding up to 100; equal shares where all weights are 0."""
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in rows(folder, "assessments.csv"):
        found[row["code_module"], row["code_presentation"]][row["id_assessment"]] = Decimal(row["weight"])
    return {key: _shares(given) for key, given in found.items()}


def _shares(given: dict[str, Decimal]) -> dict[str, Decimal]:
    """0 for an assessment without weight beside others that have one."""
    plain = given if sum(given.values()) else dict.fromkeys(given, Decimal(1))
    whole = sum(plain.values())
    shares = {key: (100 * weight / whole).quantize(Decimal("0.01")) for key, weight in plain.items()}
    last = next(key for key in reversed(shares) if shares[key])
    shares[last] += 100 - sum(shares.values())
    return shares


def policy() -> object:
    """KNU's own policy with one checkpoint of 100 points and the Open University's threshold of 40."""
    from tenants.policies import Caps, LetterBand
    from tenants.presets import KNU

    base = next(row.policy for row in KNU.policies)
    bands = (
        ("A", 85, 100, 4, 5),
        ("B", 70, 84, 3, 4),
        ("C", 55, 69, 2, 3),
        ("D", 40, 54, 1, 3),
        ("F", 0, 39, 0, 2),
    )
    letters = tuple(
        LetterBand(letter, Decimal(low), Decimal(high), Decimal(point), traditional)
        for letter, low, high, point, traditional in bands
    )
    caps = Caps(Decimal(0), Decimal(0), (Decimal(100),), Decimal(0))
    return replace(base, exam=caps, pass_fail=caps, pass_threshold=Decimal(40), letters=letters, sources={})


class AtKnu:
    """The run itself, inside KNU."""

    def __init__(self, folder: Path) -> None:
        from ordo.access.actor import Actor

        self.folder = folder
        self.actor = Actor.system("open university data")
        self.tally = Tally()
        self.shares = weights(folder)
        self.scores = self._scores()

    def _scores(self) -> dict[str, list[tuple[str, Decimal]]]:
        found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
        for row in rows(self.folder, "studentAssessment.csv"):
            if row["score"] not in {"", "?"}:
                found[row["id_assessment"]].append((row["id_student"], Decimal(row["score"])))
        return found

    def run(self) -> Tally:
        """All presentations in the order of time."""
        from modules.structure import facade as structure

        faculty = structure.ensure_faculty(actor=self.actor, code="OU", names=_same("Open University"))
        department = structure.ensure_department(
            actor=self.actor, faculty_id=faculty, code="OU-1", names=_same("Open University")
        )
        programme = structure.ensure_programme(
            actor=self.actor,
            department_id=department,
            code=PROGRAMME,
            names=_same("Open degree"),
            level="bachelor",
        )
        self._policy()
        for presentation in SEMESTERS:
            semester = self._semester(presentation)
            for module in sorted({key[0] for key in self.shares if key[1] == presentation}):
                self._presentation(module, presentation, department, programme, semester)
        return self.tally

    def _policy(self) -> None:
        from modules.grading import services
        from tenants.policies import Level

        place = services.Place(valid_from=date(2013, 1, 1), level=Level.BACHELOR, programme_code=PROGRAMME)
        draft = services.draft(actor=self.actor, policy=policy(), place=place)
        services.put_in_force(actor=self.actor, version_id=draft, number="OU-1", order_date=date(2013, 1, 1))

    def _semester(self, presentation: str) -> int:
        from modules.structure import facade as structure

        year, starts, ends = SEMESTERS[presentation]
        found = structure.ensure_semester(
            actor=self.actor, year_start=year, number=1, starts_on=starts, ends_on=ends
        )
        return found.id

    def _presentation(
        self, module: str, presentation: str, department: int, programme: int, semester: int
    ) -> None:
        from modules.structure import facade as structure
        from modules.teaching import facade as teaching

        year = SEMESTERS[presentation][0]
        group = structure.ensure_group(
            actor=self.actor,
            name=f"{module}-{presentation}",
            programme_id=programme,
            admission_year=year,
            course=1,
        )
        discipline = teaching.ensure_discipline(
            actor=self.actor, department_id=department, code=module, names=_same(f"Module {module}")
        )
        registered = [
            Registration(module, presentation, row["id_student"], row["gender"], row["final_result"])
            for row in rows(self.folder, "studentInfo.csv")
            if (row["code_module"], row["code_presentation"]) == (module, presentation)
        ]
        ids = self._enter(registered, group.id, presentation)
        line = teaching.ensure_line(
            actor=self.actor,
            line=teaching.NewLine(
                discipline_id=discipline, group_id=group.id, semester_id=semester, control_form="pass_fail",
                credits=Decimal(30), checkpoint_count=1,
            ),
        )  # fmt: skip
        self._results(line.id, module, presentation, ids)
        self._compare(line.id, registered, ids)

    def _enter(self, registered: list[Registration], group: int, presentation: str) -> dict[str, int]:
        """Student ids by the data set's id; each registration is a record of its own, with its own record book."""
        from modules.people import facade as people

        year, starts, _ends = SEMESTERS[presentation]
        new = [
            people.NewStudent(
                last_name=f"OU {one.student}", first_name=one.sex, group_id=group, admission_year=year, since=starts,
                record_book_number=f"OU-{one.student}-{one.module}-{one.presentation}",
                sex="male" if one.sex == "M" else "female",
            )
            for one in registered
        ]  # fmt: skip
        found = people.ensure_students(actor=self.actor, students=new)
        self.tally.registrations += len(found)
        return {one.student: student.id for one, student in zip(registered, found, strict=True)}

    def _results(self, line: int, module: str, presentation: str, ids: dict[str, int]) -> None:
        """Weighted assessments are works of the checkpoint; one without weight is a lesson with its mark."""
        from modules.journal import services
        from modules.journal.facade import ResultWrite, checkpoints_of, open_journals, set_checkpoint_results

        (journal,) = open_journals(actor=self.actor, line_id=line)
        for work, most in checkpoints_of(line)[0].works:
            services.change_work(
                actor=self.actor, journal_id=journal, work_id=work, version=1, title="-", kind_of_work="other",
                max_points=most, withdrawn=True,
            )  # fmt: skip
        cells: list[ResultWrite] = []
        for assessment, share in self.shares[module, presentation].items():
            if not share:
                self._lesson(journal, presentation, assessment, ids)
                continue
            work = services.add_work(
                actor=self.actor, journal_id=journal, number=1, title=f"Assessment {assessment}",
                kind_of_work="test", max_points=share,
            )  # fmt: skip
            cells += [
                ResultWrite(work, ids[student], (score * share / 100).quantize(Decimal("0.01")))
                for student, score in self.scores[assessment]
            ]
        for start in range(0, len(cells), 2000):
            outcome = set_checkpoint_results(
                actor=self.actor, journal_id=journal, cells=cells[start : start + 2000],
                idempotency_key=f"ou-{module}-{presentation}-{start}",
            )  # fmt: skip
            self.tally.scores += len(outcome.saved)

    def _lesson(self, journal: int, presentation: str, assessment: str, ids: dict[str, int]) -> None:
        from modules.journal.facade import CellWrite, LessonInput, add_lessons, set_marks

        day = SEMESTERS[presentation][1] + timedelta(days=19)
        (lesson,) = add_lessons(
            actor=self.actor,
            journal_id=journal,
            lessons=[LessonInput(date=day, topic=f"Assessment {assessment}")],
        )
        cells = [
            CellWrite(lesson, ids[student], value=int(score)) for student, score in self.scores[assessment]
        ]
        outcome = set_marks(
            actor=self.actor, journal_id=journal, cells=cells, idempotency_key=f"ou-{assessment}"
        )
        self.tally.scores += len(outcome.saved)

    def _compare(self, line: int, registered: list[Registration], ids: dict[str, int]) -> None:
        from modules.grading import facade as grading
        from modules.journal import facade as journal
        from tenants.policies import ControlForm

        points = journal.course_points(line, ids.values())
        for one in registered:
            facts = points[ids[one.student]]
            row = grading.policy_by_version(facts.policy_version_id).row
            result = grading.course_result(row, ControlForm.PASS_FAIL, facts.facts, closed=True)
            ours = result.outcome.value
            self.tally.table[ours, one.final_result] += 1
            if (ours == "passed") == (one.final_result in PASSED):
                self.tally.agree += 1
            else:
                self.tally.differences.append(
                    (one.module, one.presentation, one.student, str(result.total), one.final_result)
                )


def _same(text: str) -> dict[str, str]:
    return dict.fromkeys(("ky", "ru", "en"), text)


def report(tally: Tally, seconds: float) -> None:
    """Counts, agreement, and the table of our outcome against the data set's."""
    say = sys.stdout.write
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"registrations {tally.registrations}, scores {tally.scores}, {seconds:.1f} s, peak {peak:.0f} MB\n")
    share = 100 * tally.agree / tally.registrations
    say(f"pass or fail agrees: {tally.agree} of {tally.registrations} = {share:.2f} %\n")
    for (ours, theirs), count in sorted(tally.table.items()):
        say(f"  {ours:<8} {theirs:<12} {count}\n")


def main() -> None:
    """Read the arguments, make a copy of the prepared database, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--differences", type=Path)
    options = parser.parse_args()
    import django

    django.setup()
    from tests import databases
    from tests.conftest import _point_to

    with databases.copy() as name:
        _point_to(name)
        from django.db import connections, transaction

        from ordo.tenancy.current import inside

        started = time.perf_counter()
        with inside("knu"), transaction.atomic():
            tally = AtKnu(options.folder).run()
        report(tally, time.perf_counter() - started)
        if options.differences:
            with options.differences.open("w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["module", "presentation", "student", "our total", "final result"])
                writer.writerows(tally.differences)
        connections.close_all()


if __name__ == "__main__":
    main()
