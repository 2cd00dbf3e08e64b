"""There is no unlock: a correction is asked for, approved, consented to, and stays visible (AVN-3.7)."""

from decimal import Decimal

import pytest

from modules.sheets import services
from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.selectors import corrections, results
from modules.sheets.selectors.sheet import explanation, sheet_page
from modules.sheets.services import Correction
from modules.sheets.services import errors as refused
from ordo.access.actor import Actor, NotAllowed
from ordo.ledger import facade as ledger
from ordo.ledger.errors import OrderRefused
from ordo.ledger.models import CorrectionOrder
from tests.modules.sheets.school import School


@pytest.fixture
def closed(school: School) -> GradeSheet:
    """A closed exam: 8 + … see the tests; 30 points for everybody."""
    line = school.line()
    for student in school.students:
        school.fill(line, student, ["5", "4"], ["15", "15"])
    sheet = school.sheet(line)
    school.set(sheet, {student.id: "30" for student in school.students})
    return school.close(sheet)


def ask(school: School, sheet: GradeSheet, points: str | None = "38", who: Actor | None = None) -> int:
    """Bakyt asks to correct Aigul's final."""
    correction = Correction(
        student_id=school.students[0].id,
        points=None if points is None else Decimal(points),
        absent=points is None,
        document="Билдирме № 4",
        reason="Экзамендик иш кайра текшерилди",
    )
    return services.request_correction(actor=who or school.bakyt, sheet_id=sheet.pk, correction=correction)


def total(school: School) -> tuple[Decimal, str, str]:
    """Aigul's total, letter and outcome as the sheet has them."""
    row = SheetLine.objects.get(student_id=school.students[0].id)
    return row.total, row.letter, row.outcome


def test_a_correction_takes_two_approvals_and_is_seen_by_everybody(
    school: School, closed: GradeSheet
) -> None:
    order = ask(school, closed)
    assert total(school) == (Decimal(78), "C", "passed")
    assert services.approve_correction(actor=school.academic_office, order_id=order) is False
    assert total(school) == (Decimal(78), "C", "passed")
    assert services.approve_correction(actor=school.vice_rector, order_id=order) is True
    # 20·9/10=18 + 15 + 15 + 38 = 86
    assert total(school) == (Decimal(86), "B", "passed")
    assert FinalMark.objects.get(student_id=school.students[0].id).points == 38
    page = sheet_page(school.cholpon, closed.pk)
    assert [row.corrected for row in page.rows] == [True, False, False]
    assert page.signatures_hold is None
    (view,) = page.corrections
    assert (view.state, view.total_before, view.total_after) == ("applied", 78, 86)
    assert (view.before.points, view.after.points) == (30, 38)
    assert [one.id for one in results.corrections_of(school.students[0].id)] == [order]
    assert explanation(school.cholpon, closed.pk, school.students[0].id).agrees
    kinds = [event.kind for event in ledger.history(closed.register_id)]
    assert kinds[-5:] == ["order.approve", "order.approve", "row.correct", "row.correct", "order.apply"]


def test_a_correction_may_also_say_did_not_appear(school: School, closed: GradeSheet) -> None:
    order = ask(school, closed, points=None)
    services.approve_correction(actor=school.academic_office, order_id=order)
    services.approve_correction(actor=school.vice_rector, order_id=order)
    assert total(school) == (Decimal(48), "", "not_appeared")


@pytest.mark.parametrize("who", ["bakyt", "cholpon", "aigul", "stranger"])
def test_who_may_not_approve_changes_nothing(school: School, closed: GradeSheet, who: str) -> None:
    order = ask(school, closed)
    for deed in (
        lambda: services.approve_correction(actor=getattr(school, who), order_id=order),
        lambda: services.refuse_correction(actor=getattr(school, who), order_id=order, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert CorrectionOrder.objects.get().approver_1 is None
    assert total(school) == (Decimal(78), "C", "passed")


def test_the_vice_rector_consents_only_after_the_office_and_nobody_does_both(
    school: School, closed: GradeSheet
) -> None:
    order = ask(school, closed)
    with pytest.raises(refused.CorrectionWaits):
        services.approve_correction(actor=school.vice_rector, order_id=order)
    services.approve_correction(actor=school.academic_office, order_id=order)
    with pytest.raises(refused.CorrectionWaits):
        services.approve_correction(actor=school.academic_office, order_id=order)
    both = Actor(
        school.academic_office.user_id, "x", (*school.academic_office.grants, *school.vice_rector.grants)
    )
    with pytest.raises(OrderRefused):
        services.approve_correction(actor=both, order_id=order)
    assert total(school) == (Decimal(78), "C", "passed")


def test_whoever_asked_does_not_approve(school: School, closed: GradeSheet) -> None:
    both = Actor(school.bakyt.user_id, "Bakyt", (*school.bakyt.grants, *school.academic_office.grants))
    order = ask(school, closed, who=both)
    with pytest.raises(OrderRefused):
        services.approve_correction(actor=both, order_id=order)
    assert CorrectionOrder.objects.get().approver_1 is None


def test_a_refused_correction_is_final(school: School, closed: GradeSheet) -> None:
    order = ask(school, closed)
    with pytest.raises(refused.ReasonMissing):
        services.refuse_correction(actor=school.academic_office, order_id=order, reason=" ")
    services.refuse_correction(actor=school.academic_office, order_id=order, reason="Далил жок")
    with pytest.raises(OrderRefused):
        services.approve_correction(actor=school.academic_office, order_id=order)
    (view,) = sheet_page(school.cholpon, closed.pk).corrections
    assert (view.state, view.refusal) == ("refused", "Далил жок")
    assert total(school) == (Decimal(78), "C", "passed")


@pytest.mark.parametrize("who", ["aigul", "stranger", "dean_elsewhere", "vice_rector"])
def test_who_may_not_ask_asks_nothing(school: School, closed: GradeSheet, who: str) -> None:
    with pytest.raises(NotAllowed):
        ask(school, closed, who=getattr(school, who))
    assert not CorrectionOrder.objects.exists()


@pytest.mark.parametrize(("points", "problem"), [("41", refused.BadFinal), ("30", refused.NothingToCorrect)])
def test_a_correction_to_nowhere_is_refused(
    school: School, closed: GradeSheet, points: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        ask(school, closed, points)
    assert not CorrectionOrder.objects.exists()


def test_an_open_sheet_needs_no_order(school: School) -> None:
    sheet = school.sheet(school.line())
    with pytest.raises(refused.NotClosed):
        ask(school, sheet)


def test_each_office_sees_what_waits_for_it(school: School, closed: GradeSheet) -> None:
    order = ask(school, closed)
    assert [view.id for view in corrections.waiting(school.academic_office)] == [order]
    assert corrections.waiting(school.vice_rector) == ()
    services.approve_correction(actor=school.academic_office, order_id=order)
    assert corrections.waiting(school.academic_office) == ()
    assert [view.state for view in corrections.waiting(school.vice_rector)] == ["approved"]
    with pytest.raises(NotAllowed):
        corrections.waiting(school.bakyt)


def test_two_orders_about_one_line_do_not_overwrite_each_other(school: School, closed: GradeSheet) -> None:
    first, second = ask(school, closed, "38"), ask(school, closed, "39")
    for order in (first, second):
        services.approve_correction(actor=school.academic_office, order_id=order)
    services.approve_correction(actor=school.vice_rector, order_id=first)
    with pytest.raises(Exception, match="version"):
        services.approve_correction(actor=school.vice_rector, order_id=second)
    assert total(school)[0] == 86
