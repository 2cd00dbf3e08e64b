"""One sheet as its page and its print show it: rows, signatures, corrections, rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from modules.grading import facade as grading
from modules.grading.facade import CourseResult, PolicyChoice
from modules.sheets.models import GradeSheet, SheetLine, Signature
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import FinalValue, SheetOutcome, SheetStatus, SignatureRole, Standing, digest
from modules.sheets.selectors import access, basis, corrections, reckoning
from modules.sheets.selectors.access import Found
from modules.sheets.selectors.corrections import CorrectionView
from modules.sheets.selectors.reckoning import LineValues, Reckoned, Unreckonable
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from tenants.policies import ControlForm


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do with this sheet now."""

    finals: bool
    sign: bool
    close: bool
    plan: bool
    correct: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One student's row; None stands for 'no data'. `writable`: the actor may enter the final control now."""

    student_id: int
    position: int
    name: str
    record_book_number: str
    standing: Standing
    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: tuple[Decimal | None, ...]
    final: FinalValue
    version: int
    total: Decimal
    letter: str
    traditional: int | None
    grade_point: Decimal | None
    outcome: SheetOutcome
    decided: bool
    writable: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature on record; `holds`: what was signed is what stands, corrections apart."""

    role: SignatureRole
    name: str
    signed_at: datetime
    digest: str
    withdrawn: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A whole sheet. `problem` says why nothing can be reckoned; `missing` counts empty final cells of the list."""

    id: int
    number: str
    status: SheetStatus
    line: LineRef
    policy: PolicyChoice
    control_form: str
    control_date: date
    credits: Decimal
    final_maximum: Decimal
    five_point: bool
    register_id: int
    head_hash: str
    closed_at: datetime | None
    rows: tuple[SheetRow, ...]
    checkpoint_caps: tuple[Decimal, ...]
    signatures: tuple[SignatureView, ...]
    corrections: tuple[CorrectionView, ...]
    signatures_hold: bool | None
    rights: Rights
    problem: str

    @property
    def listed(self) -> tuple[SheetRow, ...]:
        """Rows of those who get a result."""
        return tuple(row for row in self.rows if row.standing.counts)

    @property
    def missing(self) -> int:
        """How many of the list still lack the final control."""
        return sum(row.final.is_empty for row in self.listed) if self.final_maximum else 0

    @property
    def standing_signatures(self) -> tuple[SignatureView, ...]:
        """Signatures that were not returned."""
        return tuple(item for item in self.signatures if not item.withdrawn)


def sheet_page(actor: Actor, sheet_id: int) -> SheetPage:
    """A sheet that the actor may see; raises NotAllowed, GradeSheet.DoesNotExist."""
    found = access.find(actor, sheet_id)
    sheet, line = found.sheet, found.line
    choice = grading.policy_by_version(sheet.policy_version_id)
    rights = _rights(actor, found)
    orders = corrections.of_sheet(sheet)
    signatures = tuple(Signature.objects.filter(sheet=sheet).order_by("signed_at", "id"))
    problem, holds = "", None
    if sheet.status == SheetStatus.CLOSED:
        lines = tuple(SheetLine.objects.filter(sheet=sheet).order_by("position"))
        rows = tuple(_closed_row(row) for row in lines)
        holds = _hold(sheet, lines, signatures)
    else:
        subgroups = access.own_subgroups(actor, SheetsPermission.FINAL_SET, line)
        try:
            reckoned = reckoning.read(sheet, line, choice)
        except Unreckonable as error:
            reckoned, problem = (), error.sentence
        rows = tuple(
            _open_row(row, place, rights.finals, subgroups) for place, row in enumerate(reckoned, start=1)
        )
    return SheetPage(
        id=sheet.pk,
        number=sheet.number,
        status=SheetStatus(sheet.status),
        line=line,
        policy=choice,
        control_form=sheet.control_form,
        control_date=sheet.control_date,
        credits=sheet.credits,
        final_maximum=sheet.final_maximum,
        five_point=sheet.is_five_point,
        register_id=sheet.register_id,
        head_hash=bytes(sheet.register.head_hash).hex(),
        closed_at=sheet.register.locked_at,
        rows=rows,
        checkpoint_caps=_caps(sheet, line, choice),
        signatures=tuple(_signature(row) for row in signatures),
        corrections=orders,
        signatures_hold=holds,
        rights=rights,
        problem=problem,
    )


def _rights(actor: Actor, found: Found) -> Rights:
    status = SheetStatus(found.sheet.status)
    is_open = status is SheetStatus.OPEN and found.sheet.register.locked_at is None
    return Rights(
        finals=is_open
        and bool(found.sheet.final_maximum)
        and actor.can(SheetsPermission.FINAL_SET, found.target),
        sign=is_open and actor.can(SheetsPermission.SIGN_TEACHER, found.signing_target),
        close=status is SheetStatus.TEACHER_SIGNED and actor.can(SheetsPermission.CLOSE, found.target),
        plan=is_open and actor.can(SheetsPermission.SHEET_ENSURE, found.target),
        correct=status is SheetStatus.CLOSED
        and bool(found.sheet.final_maximum)
        and actor.can(SheetsPermission.CORRECTION_REQUEST, found.target),
    )


def _caps(sheet: GradeSheet, line: LineRef, choice: PolicyChoice) -> tuple[Decimal, ...]:
    own = choice.policy.caps(ControlForm(sheet.control_form))
    if not line.checkpoint_count:
        return ()
    return own.spread_over(line.checkpoint_count, choice.policy.rounding.inside).checkpoints


def _open_row(row: Reckoned, position: int, may_write: bool, subgroups: frozenset[int] | None) -> SheetRow:
    student, parts, result = row.listed.student, row.result.parts, row.result
    counts = row.listed.standing.counts
    absent = row.content.absent
    decided = counts and (result.band is not None or absent)
    return SheetRow(
        student_id=student.id,
        position=position,
        name=student.full_name,
        record_book_number=student.record_book_number,
        standing=row.listed.standing,
        attendance=None if parts.attendance.no_data else parts.attendance.points,
        progress=None if parts.progress.no_data else parts.progress.points,
        checkpoints=tuple(None if part.no_data else part.points for part in parts.checkpoints),
        final=row.content,
        version=row.version,
        total=result.total,
        letter=(result.letter or "") if decided and not absent else "",
        traditional=result.traditional if decided and not absent else None,
        grade_point=result.grade_point if decided and not absent else None,
        outcome=reckoning.outcome_of(result, absent=absent) if decided else SheetOutcome.NONE,
        decided=decided,
        writable=may_write and counts and (subgroups is None or student.subgroup_id in subgroups),
        corrected=False,
    )


def _closed_row(row: SheetLine) -> SheetRow:
    line = LineValues.of_row(row)
    return SheetRow(
        student_id=line.student_id,
        position=line.position,
        name=line.student_name,
        record_book_number=line.record_book_number,
        standing=Standing(line.standing),
        attendance=line.attendance,
        progress=line.progress,
        checkpoints=line.checkpoints,
        final=FinalValue(line.final_points, line.absent),
        version=row.version,
        total=line.total,
        letter=line.letter,
        traditional=line.traditional,
        grade_point=line.grade_point,
        outcome=SheetOutcome(line.outcome),
        decided=True,
        writable=False,
        corrected=row.version > 1,
    )


def _signature(row: Signature) -> SignatureView:
    return SignatureView(
        SignatureRole(row.role), row.name, row.signed_at, row.digest, row.withdrawn, row.reason
    )


def _hold(sheet: GradeSheet, lines: tuple[SheetLine, ...], signatures: tuple[Signature, ...]) -> bool | None:
    """Whether the closed lines are what both signed; None when a correction order changed them since."""
    if any(line.version > 1 for line in lines):
        return None
    content = digest(reckoning.content_of(sheet, map(LineValues.of_row, lines)))
    return all(row.digest == content for row in signatures if not row.withdrawn)


@dataclass(frozen=True, slots=True)
class Explained:
    """How one student's total came about; `agrees` is False when reckoning anew gives another total than the sheet."""

    name: str
    total: Decimal
    sentences: list[str]
    absent: bool
    agrees: bool


def explanation(actor: Actor, sheet_id: int, student_id: int) -> Explained:
    """Explain one row of a sheet that the actor may see; raises NotAllowed, GradeSheet.DoesNotExist."""
    found = access.find(actor, sheet_id)
    return explained(found, student_id)


def explained(found: Found, student_id: int) -> Explained:
    """Explain one row in the language in force; raises GradeSheet.DoesNotExist for a student not on the sheet."""
    sheet = found.sheet
    choice = grading.policy_by_version(sheet.policy_version_id)
    if sheet.status == SheetStatus.CLOSED:
        line = SheetLine.objects.filter(sheet=sheet, student_id=student_id).first()
        if line is None:
            raise GradeSheet.DoesNotExist(sheet.pk)
        return closed_explanation(line, choice, sheet.control_form)
    rows = {row.listed.student.id: row for row in reckoning.read(sheet, found.line, choice)}
    if student_id not in rows:
        raise GradeSheet.DoesNotExist(sheet.pk)
    row = rows[student_id]
    sentences = grading.sentences(row.result.explanation)
    return Explained(row.listed.student.full_name, row.result.total, sentences, row.content.absent, True)


def closed_explanation(line: SheetLine, choice: PolicyChoice, control_form: str) -> Explained:
    """Explain a closed line from its kept basis."""
    result: CourseResult = grading.course_result(
        choice.row, ControlForm(control_form), basis.from_data(line.basis), closed=True
    )
    return Explained(
        line.student_name,
        line.total,
        grading.sentences(result.explanation),
        line.absent,
        agrees=result.total == line.total,
    )


def by_student(page: SheetPage) -> Mapping[int, SheetRow]:
    """Rows of a page by student id."""
    return {row.student_id: row for row in page.rows}
