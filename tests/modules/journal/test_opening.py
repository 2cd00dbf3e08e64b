"""Opening journals: the pinned policy, checkpoints, subgroups."""

from datetime import timedelta
from decimal import Decimal

import pytest

from modules.grading import services as policies
from modules.grading.models import PolicyVersion
from modules.journal import facade as journal
from modules.journal.facade import CellWrite
from modules.journal.models import Journal
from modules.journal.services import open_journals, set_marks
from modules.people import facade as people
from modules.structure import facade as structure
from modules.teaching import facade as teaching
from modules.teaching.facade import NewAssignment
from ordo.access.actor import NotAllowed
from ordo.access.roles import RoleCode
from tests.modules.journal import world as worlds
from tests.modules.journal.world import SYSTEM, World, actor_with


def test_a_journal_pins_the_policy_of_the_semesters_first_day(world: World) -> None:
    pinned = Journal.objects.get(pk=world.journal_id).policy_version_id
    start = world.line.semester.starts_on
    newer = policies.copy_as_draft(actor=SYSTEM, version_id=pinned, valid_from=start + timedelta(days=1))
    policies.put_in_force(actor=SYSTEM, version_id=newer, number="17", order_date=start)
    assert journal.policy_version_of(world.line.id) == pinned
    assert open_journals(actor=world.teacher, line_id=world.line.id) == [world.journal_id]
    assert PolicyVersion.objects.get(pk=newer).status == "in_force"


def test_opening_again_changes_nothing(world: World) -> None:
    before = journal.checkpoints_of(world.line.id)
    assert open_journals(actor=world.teacher, line_id=world.line.id) == [world.journal_id]
    assert journal.checkpoints_of(world.line.id) == before


@pytest.mark.parametrize(
    ("count", "caps"), [(1, [40]), (3, [Decimal("13.33"), Decimal("13.33"), Decimal("13.34")])]
)
def test_the_line_sets_how_many_checkpoints_share_the_policys_points(
    nsu: str, count: int, caps: list
) -> None:
    world = worlds.build(checkpoints=count)
    world.open()
    assert [row.max_points for row in journal.checkpoints_of(world.line.id)] == caps


def test_a_split_group_has_one_journal_for_each_subgroup(nsu: str) -> None:
    world = worlds.build(subgroups=("1", "2"))
    opened = open_journals(actor=world.teacher, line_id=world.line.id)
    rows = journal.journals_of_line(world.line.id)
    assert [row.id for row in rows] == opened
    assert len({row.subgroup_id for row in rows}) == 2
    assert [(row.journal_id, row.number) for row in journal.checkpoints_of(world.line.id)] == [
        (opened[0], 1), (opened[1], 1), (opened[0], 2), (opened[1], 2),
    ]  # fmt: skip


def test_a_student_of_one_subgroup_gets_no_mark_in_the_journal_of_the_other(nsu: str) -> None:
    world = worlds.build(subgroups=("1", "2"))
    world.journal_id = open_journals(actor=world.teacher, line_id=world.line.id)[0]
    (lesson,) = world.add_lessons(1)
    cells = [CellWrite(lesson, student.id, value=5) for student in world.students]
    outcome = set_marks(
        actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000001"
    )
    assert (len(outcome.saved), {cell.code for cell in outcome.refused}) == (2, {"not_member"})


def test_the_teacher_of_one_subgroup_writes_only_in_that_journal(nsu: str) -> None:
    world = worlds.build(subgroups=("1",))
    other = structure.ensure_subgroup(actor=SYSTEM, group_id=world.line.group.id, name="2")
    helper, nurgul = worlds.employee("nurgul", ("Токтогулова", "Нургүл"), world.department_id)
    teaching.ensure_assignment(
        actor=SYSTEM,
        assignment=NewAssignment(line_id=world.line.id, employee_id=helper, subgroup_id=other),
    )
    first, second = open_journals(actor=world.teacher, line_id=world.line.id)
    for actor, own, foreign in ((world.teacher, first, second), (nurgul, second, first)):
        journal.add_lessons(
            actor=actor, journal_id=own, lessons=[journal.LessonInput(date=world.today, held=True)]
        )
        with pytest.raises(NotAllowed):
            journal.add_lessons(
                actor=actor, journal_id=foreign, lessons=[journal.LessonInput(date=world.today, pair=2)]
            )


def test_strangers_do_not_open_journals(nsu: str) -> None:
    world = worlds.build()
    student = actor_with(RoleCode.STUDENT, user_id=5, name="Айгүл")
    for actor in (world.colleague, student):
        with pytest.raises(NotAllowed):
            open_journals(actor=actor, line_id=world.line.id)
    assert not Journal.objects.exists()
    assert people.student_of_user(5) is None


def test_the_journal_administrator_opens_any_journal(nsu: str) -> None:
    world = worlds.build()
    actor = actor_with(RoleCode.JOURNAL_ADMINISTRATOR, user_id=7, name="Чолпон")
    assert len(open_journals(actor=actor, line_id=world.line.id)) == 1
