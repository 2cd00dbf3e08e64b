"""Faculties, programmes, groups, disciplines and the semester of a demo university."""

from dataclasses import dataclass
from random import Random

from modules.structure import facade as structure
from modules.structure.facade import GroupRef, SemesterRef
from modules.teaching import facade as teaching
from ordo.access.actor import Actor
from ordo.config.demo.calendar import DemoSemester
from ordo.config.demo.catalogue import FACULTIES, GENERAL, DisciplineSeed, FacultySeed, ProgrammeSeed
from ordo.config.demo.earlier import EARLIER, GENERAL_EARLIER


@dataclass(frozen=True, slots=True)
class Taught:
    """A discipline as it stands in the database."""

    id: int
    seed: DisciplineSeed


@dataclass(slots=True)
class House:
    """A faculty as it stands in the database: departments, groups, disciplines of this semester and the one before."""

    seed: FacultySeed
    faculty_id: int
    departments: list[int]
    disciplines: list[Taught]
    earlier: list[Taught]
    groups: list[GroupRef]


def semester(actor: Actor, plan: DemoSemester) -> SemesterRef:
    """The semester as it stands in the database."""
    return structure.ensure_semester(
        actor=actor,
        year_start=plan.year_start,
        number=plan.number,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )


def build(actor: Actor, schema: str, groups: int, plan: DemoSemester) -> list[House]:
    """All faculties of a university with `groups` study groups spread over programmes and years."""
    houses = [_house(actor, seed) for seed in FACULTIES[schema]]
    slots = [(house, programme) for house in houses for programme in house.seed.programmes]
    programme_ids = {
        (house.seed.code, programme.code): _programme(actor, house, programme) for house, programme in slots
    }
    chance = Random(f"groups-{schema}")
    for number in range(groups):
        house, programme = slots[number % len(slots)]
        turn = number // len(slots)
        course = turn % programme.years + 1
        admitted = plan.year_start - course + 1
        name = f"{programme.mark}-{turn // programme.years + 1}-{admitted % 100:02d}"
        house.groups.append(
            structure.ensure_group(
                actor=actor, name=name, programme_id=programme_ids[house.seed.code, programme.code],
                admission_year=admitted, course=course, language=chance.choice(("ky", "ky", "ru")),
            )
        )  # fmt: skip
    return houses


def _house(actor: Actor, seed: FacultySeed) -> House:
    faculty = structure.ensure_faculty(actor=actor, code=seed.code, names=seed.names, kind=seed.kind)
    departments = [
        structure.ensure_department(
            actor=actor, faculty_id=faculty, code=f"{seed.code}-{code}", names=names,
            is_subject_commission=seed.kind == "college",
        )
        for code, names in seed.departments
    ]  # fmt: skip
    current = _taught(actor, seed, departments, (*seed.disciplines, *GENERAL))
    earlier = _taught(actor, seed, departments, (*EARLIER[seed.code], *GENERAL_EARLIER))
    return House(seed, faculty, departments, current, earlier, [])


def _taught(
    actor: Actor, seed: FacultySeed, departments: list[int], disciplines: tuple[DisciplineSeed, ...]
) -> list[Taught]:
    """The disciplines in their order; the departments take turns."""
    return [
        Taught(
            teaching.ensure_discipline(
                actor=actor, department_id=departments[number % 2], code=f"{seed.code}-{one.code}",
                names=one.names, default_credits=one.credits,
            ),
            one,
        )
        for number, one in enumerate(disciplines)
    ]  # fmt: skip


def _programme(actor: Actor, house: House, seed: ProgrammeSeed) -> int:
    return structure.ensure_programme(
        actor=actor, department_id=house.departments[0], code=seed.code, names=seed.names, level=seed.level,
        duration_years=seed.years,
    )  # fmt: skip
