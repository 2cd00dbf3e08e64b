"""The same entries give each university its own points, through the real database (EB-T10, policies)."""

from decimal import Decimal

import pytest

from modules.journal import facade as journal
from modules.journal.facade import CellWrite, ResultWrite
from modules.journal.selectors.page import explanation, journal_page
from modules.journal.services import set_checkpoint_results, set_marks
from ordo.tenancy.current import inside
from tests.modules.journal import world as worlds
from tests.modules.journal.world import World

# Ten lessons, two missed, one of them excused; marks 5 5 4 3 (KNU: of a hundred); half of the first checkpoint.
EXPECTED = {
    "nsu": ("exam", Decimal(0), Decimal(17), Decimal(10)),
    "knu": ("exam", Decimal("4.44"), Decimal("12.75"), Decimal(10)),
    "jamu": ("exam", Decimal("7.11"), Decimal("8.5"), Decimal("10.5")),
    "oshsu": ("exam", Decimal("8.89"), Decimal("8.5"), Decimal(10)),
}


def fill(world: World) -> None:
    lessons = world.add_lessons(10, section=1)
    student = world.students[0].id
    scale = 20 if journal.journals_of_line(world.line.id)[0].mark_maximum == 100 else 1
    marks = [
        CellWrite(lesson, student, value=mark * scale)
        for lesson, mark in zip(lessons, (5, 5, 4, 3), strict=False)
    ]
    absent = [
        CellWrite(lessons[8], student, absent=True),
        CellWrite(lessons[9], student, absent=True, excused=True),
    ]
    set_marks(
        actor=world.teacher,
        journal_id=world.journal_id,
        cells=[*marks, *absent],
        idempotency_key="key-00000001",
    )
    (work, maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    cells = [ResultWrite(work, student, maximum / 2)]
    set_checkpoint_results(
        actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000002"
    )


@pytest.mark.parametrize("schema", EXPECTED)
def test_four_presets_give_four_results(db: None, schema: str) -> None:
    form, attendance, progress, checkpoint = EXPECTED[schema]
    with inside(schema):
        world = worlds.build(control_form=form)
        world.open()
        fill(world)
        page = journal_page(world.teacher, world.journal_id)
        points = page.points[world.students[0].id]
        assert (points.attendance or Decimal(0), points.progress, points.checkpoints[0]) == (
            attendance, progress, checkpoint,
        )  # fmt: skip
        given = journal.course_points(world.line.id, [world.students[0].id])[world.students[0].id]
        assert (given.attendance, given.progress, given.checkpoints) == (
            attendance,
            progress,
            (checkpoint, 0),
        )
        assert given.checkpoints_no_data == (False, True)


@pytest.mark.parametrize(("form", "attendance", "progress"), [("exam", 8, 10), ("pass_fail", 16, 20)])
def test_jamus_caps_are_those_of_its_norm(jamu: str, form: str, attendance: int, progress: int) -> None:
    world = worlds.build(control_form=form)
    world.open()
    (lesson,) = world.add_lessons(1)
    cells = [CellWrite(lesson, world.students[0].id, value=5)]
    set_marks(actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000001")
    points = journal_page(world.teacher, world.journal_id).points
    assert points[world.students[0].id].attendance == attendance
    assert points[world.students[0].id].progress == progress
    assert points[world.students[1].id].progress is None


def test_the_college_keeps_five_point_marks_everywhere(nsu: str) -> None:
    world = worlds.build(level="college")
    world.open()
    (work, maximum) = journal.checkpoints_of(world.line.id)[0].works[0]
    assert maximum == 5
    cells = [
        ResultWrite(work, world.students[0].id, Decimal(4)),
        ResultWrite(work, world.students[1].id, Decimal(6)),
    ]
    outcome = set_checkpoint_results(
        actor=world.teacher, journal_id=world.journal_id, cells=cells, idempotency_key="key-00000001"
    )
    assert (len(outcome.saved), [cell.code for cell in outcome.refused]) == (1, ["too_many"])
    points = journal_page(world.teacher, world.journal_id).points[world.students[0].id]
    assert points.checkpoints[0] == 16  # 20 % of the weight × 4 ÷ 5


def test_points_explain_themselves_in_sentences(jamu_world: World) -> None:
    fill(jamu_world)
    member, sentences = explanation(jamu_world.teacher, jamu_world.journal_id, jamu_world.students[0].id)
    assert member.student.id == jamu_world.students[0].id
    assert any("7,11" in sentence or "7.11" in sentence for sentence in sentences)
