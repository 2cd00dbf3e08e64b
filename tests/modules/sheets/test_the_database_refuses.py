"""What PostgreSQL itself refuses, whoever writes: as the application's role, past all services (architecture §7)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from modules.sheets.models import FinalMark, GradeSheet, SheetLine, Signature
from ordo.ledger import facade as ledger
from ordo.ledger.errors import (
    ImmutableColumn,
    LedgerError,
    Locked,
    OutOfDomain,
    RemovalRefused,
    StaleVersion,
)
from ordo.ledger.models import Register
from tests.modules.sheets.school import School

DIGEST = "0" * 64


@contextmanager
def refusal(school: School, expected: type[LedgerError], reason: str) -> Iterator[None]:
    """Bakyt writes by hand; the database refuses with this exception and reason."""
    with pytest.raises(expected) as told, ledger.acting(school.bakyt):
        yield
    assert told.value.refusal.reason == reason


@pytest.fixture
def filled(school: School) -> GradeSheet:
    """An open sheet with 30 points for everybody."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, {student.id: "30" for student in school.students})
    return sheet


@pytest.fixture
def closed(school: School, filled: GradeSheet) -> GradeSheet:
    """The same sheet, closed."""
    return school.close(filled)


def test_points_over_the_cap_of_the_pinned_policy(school: School, filled: GradeSheet) -> None:
    with refusal(school, OutOfDomain, "final.over_cap"):
        FinalMark.objects.filter(student_id=school.students[0].id).update(points=Decimal("40.01"), version=2)
    assert FinalMark.objects.get(student_id=school.students[0].id).points == 30


def test_a_cap_that_is_not_the_policys(school: School, filled: GradeSheet) -> None:
    row = GradeSheet(**{f.attname: getattr(filled, f.attname) for f in filled._meta.concrete_fields})
    other = school.line()
    with refusal(school, OutOfDomain, "sheet.final_maximum"):
        row.pk, row.line_id, row.serial, row.number = None, other.id, 99, "x-99"
        row.register_id = ledger.register_for("working_plan_line", other.id).id
        row.final_maximum = Decimal(90)
        row.version = 1
        row.save(force_insert=True)


def test_an_update_of_an_outdated_version(school: School, filled: GradeSheet) -> None:
    with refusal(school, StaleVersion, "version"):
        FinalMark.objects.filter(student_id=school.students[0].id).update(points=Decimal(31))


@pytest.mark.parametrize("model", [GradeSheet, FinalMark, SheetLine, Signature])
def test_a_row_is_never_deleted(school: School, closed: GradeSheet, model: type[GradeSheet]) -> None:
    before = model.objects.count()
    with pytest.raises((RemovalRefused, DatabaseError)), ledger.acting(school.bakyt):
        model.objects.all()._raw_delete("default")
    assert model.objects.count() == before > 0


def test_a_final_after_the_teachers_signature(school: School, filled: GradeSheet) -> None:
    from modules.sheets import services

    services.sign(actor=school.bakyt, sheet_id=filled.pk)
    with refusal(school, Locked, "section"):
        FinalMark.objects.filter(student_id=school.students[0].id).update(points=Decimal(40), version=2)


WRITES: dict[str, Callable[[GradeSheet], object]] = {
    "a final": lambda sheet: FinalMark.objects.filter(sheet=sheet).update(
        points=Decimal(40), version=F("version") + 1
    ),
    "a line": lambda sheet: SheetLine.objects.filter(sheet=sheet).update(
        total=Decimal(100), version=F("version") + 1
    ),
    "the sheet's state": lambda sheet: GradeSheet.objects.filter(pk=sheet.pk).update(
        status="open", version=F("version") + 1
    ),
    "a signature": lambda sheet: Signature.objects.filter(sheet=sheet).update(
        withdrawn=True, reason="x", version=F("version") + 1
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_nothing_is_written_after_the_close(
    school: School, closed: GradeSheet, write: Callable[[GradeSheet], object]
) -> None:
    with refusal(school, Locked, "register"):
        write(closed)
    assert GradeSheet.objects.get(pk=closed.pk).status == "closed"
    assert {line.total for line in SheetLine.objects.all()} == {Decimal("78.00")}


def test_nothing_unlocks_the_register(school: School, closed: GradeSheet) -> None:
    with pytest.raises(DatabaseError), ledger.acting(school.bakyt):
        Register.objects.filter(pk=closed.register_id).update(locked_at=None)
    assert Register.objects.get(pk=closed.register_id).locked_at is not None


def test_a_state_without_its_signatures(school: School, filled: GradeSheet) -> None:
    for status in ("teacher_signed", "closed"):
        with refusal(school, OutOfDomain, "sheet.status"):
            GradeSheet.objects.filter(pk=filled.pk).update(status=status, version=F("version") + 1)


def test_a_line_before_both_have_signed(school: School, filled: GradeSheet) -> None:
    with refusal(school, OutOfDomain, "line.not_signed"):
        SheetLine.objects.create(
            register_id=filled.register_id,
            sheet=filled,
            student_id=school.students[0].id,
            position=1,
            student_name="x",
            record_book_number="1",
            standing="listed",
            attendance=0,
            progress=0,
            final_points=30,
            points=30,
            total=30,
            outcome="failed",
        )


def test_the_deans_signature_without_the_teachers_or_for_another_content(
    school: School, filled: GradeSheet
) -> None:
    def sign(who: int | None) -> None:
        Signature.objects.create(
            register_id=filled.register_id,
            sheet=filled,
            role="deans_office",
            user_id=who,
            name="x",
            signed_at=timezone.now(),
            digest=DIGEST,
        )

    with refusal(school, OutOfDomain, "signature.order"):
        sign(school.cholpon.user_id)
    from modules.sheets import services

    services.sign(actor=school.bakyt, sheet_id=filled.pk)
    with refusal(school, OutOfDomain, "signature.order"):
        sign(school.cholpon.user_id)
    assert Signature.objects.count() == 1


def test_what_a_row_is_about_stays(school: School, filled: GradeSheet) -> None:
    with refusal(school, ImmutableColumn, "number"):
        GradeSheet.objects.filter(pk=filled.pk).update(number="1-1-1", version=F("version") + 1)
    with refusal(school, ImmutableColumn, "student_id"):
        FinalMark.objects.filter(student_id=school.students[0].id).update(student_id=10**6, version=2)


def test_a_write_without_a_name(school: School, filled: GradeSheet) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        FinalMark.objects.filter(sheet=filled).update(points=Decimal(1), version=F("version") + 1)
    assert set(FinalMark.objects.values_list("points", flat=True)) == {Decimal(30)}


def test_every_change_left_an_event(school: School, closed: GradeSheet) -> None:
    row = FinalMark.objects.get(student_id=school.students[0].id)
    (event,) = ledger.history_of("sheets_finalmark", row.pk)
    assert (event.kind, event.actor_id, float(event.after["points"])) == (
        "row.insert",
        school.bakyt.user_id,
        30,
    )
    tables = {event.subject_table for event in ledger.history(closed.register_id)}
    assert tables >= {"sheets_gradesheet", "sheets_finalmark", "sheets_sheetline", "sheets_signature"}
