"""Types of the API: sheets with their rows, results of a student, outcomes of writes."""

from datetime import date, datetime
from decimal import Decimal

import strawberry
from django.utils.translation import get_language

from modules.sheets.graphql.correction_types import SheetCorrectionType
from modules.sheets.models import GradeSheet as SheetModel
from modules.sheets.rules import SheetOutcome, SheetStatus, SignatureRole, Standing
from modules.sheets.selectors import results as selected
from modules.sheets.selectors import sheet as pages
from modules.sheets.services import FinalConflict, SetFinalsOutcome
from modules.teaching.facade import LineRef
from ordo.graph.ids import id_of
from ordo.jobs.models import Job

strawberry.enum(SheetStatus, description="Where a grade sheet stands.")
strawberry.enum(SheetOutcome, description="What a decided result says; NONE while it is open.")
strawberry.enum(Standing, name="SheetStanding", description="What a student is on a grade sheet.")
strawberry.enum(SignatureRole, description="Who signs a grade sheet.")


def name_of(line: LineRef) -> str:
    """The discipline in the caller's language."""
    code = (get_language() or "ky")[:2]
    return line.discipline_names.get(code, line.discipline_names["ky"])


@strawberry.type(name="SheetRow", description="One student's row; null points stand for 'no data'.")
class SheetRowType:
    """A row of a sheet."""

    student_id: strawberry.ID
    position: int
    name: str
    record_book_number: str
    standing: Standing
    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: list[Decimal | None]
    final_points: Decimal | None
    absent: bool
    version: int
    total: Decimal
    letter: str
    traditional: int | None
    grade_point: Decimal | None
    outcome: SheetOutcome
    corrected: bool

    @classmethod
    def of(cls, row: pages.SheetRow) -> "SheetRowType":
        """From the selector's value."""
        return cls(
            student_id=id_of(row.student_id),
            position=row.position,
            name=row.name,
            record_book_number=row.record_book_number,
            standing=row.standing,
            attendance=row.attendance,
            progress=row.progress,
            checkpoints=list(row.checkpoints),
            final_points=row.final.points,
            absent=row.final.absent,
            version=row.version,
            total=row.total,
            letter=row.letter,
            traditional=row.traditional,
            grade_point=row.grade_point,
            outcome=row.outcome,
            corrected=row.corrected,
        )


@strawberry.type(name="SheetSignature", description="A signature on record.")
class SignatureType:
    """Who signed when for which content."""

    role: SignatureRole
    name: str
    signed_at: datetime
    digest: str
    withdrawn: bool
    reason: str


@strawberry.type(name="GradeSheet", description="A grade sheet with all its rows.")
class GradeSheetType:
    """One sheet."""

    id: strawberry.ID
    number: str
    status: SheetStatus
    line_id: strawberry.ID
    discipline: str
    group: str
    control_form: str
    control_date: date
    credits: Decimal
    final_maximum: Decimal
    closed_at: datetime | None
    missing: int
    rows: list[SheetRowType]
    signatures: list[SignatureType]
    corrections: list[SheetCorrectionType]
    problem: str

    @classmethod
    def of(cls, page: pages.SheetPage) -> "GradeSheetType":
        """From the selector's value."""
        return cls(
            id=id_of(page.id),
            number=page.number,
            status=page.status,
            line_id=id_of(page.line.id),
            discipline=name_of(page.line),
            group=page.line.group.name,
            control_form=page.control_form,
            control_date=page.control_date,
            credits=page.credits,
            final_maximum=page.final_maximum,
            closed_at=page.closed_at,
            missing=page.missing,
            rows=[SheetRowType.of(row) for row in page.rows],
            signatures=[
                SignatureType(
                    role=item.role,
                    name=item.name,
                    signed_at=item.signed_at,
                    digest=item.digest,
                    withdrawn=item.withdrawn,
                    reason=item.reason,
                )
                for item in page.signatures
            ],
            corrections=[SheetCorrectionType.of(order) for order in page.corrections],
            problem=page.problem,
        )


@strawberry.type(name="GradeSheetListItem", description="A grade sheet as a list shows it.")
class SheetListItem:
    """One line of a list; `filled` and `debts` are counts."""

    id: strawberry.ID
    number: str
    status: SheetStatus
    discipline: str
    group: str
    control_form: str
    control_date: date
    filled: int
    debts: int

    @classmethod
    def of(cls, row: SheetModel, line: LineRef) -> "SheetListItem":
        """From a row of the list's selector with its line."""
        counted = vars(row)
        return cls(
            id=id_of(row.pk),
            number=row.number,
            status=SheetStatus(row.status),
            discipline=name_of(line),
            group=line.group.name,
            control_form=row.control_form,
            control_date=row.control_date,
            filled=counted["filled"],
            debts=counted["debts"],
        )


@strawberry.type(
    name="CourseResult", description="One discipline of a student, closed or as it stands today."
)
class CourseResultType:
    """A result."""

    line_id: strawberry.ID
    discipline: str
    control_form: str
    closed: bool
    attendance: Decimal | None
    progress: Decimal | None
    checkpoints: list[Decimal | None]
    final_points: Decimal | None
    absent: bool
    total: Decimal | None
    so_far: Decimal | None
    letter: str
    traditional: int | None
    grade_point: Decimal | None
    credits: Decimal
    outcome: SheetOutcome
    corrected: bool

    @classmethod
    def of(cls, row: selected.CourseRow) -> "CourseResultType":
        """From the selector's value."""
        return cls(
            line_id=id_of(row.line.id),
            discipline=name_of(row.line),
            control_form=row.line.control_form,
            closed=row.closed,
            attendance=row.attendance,
            progress=row.progress,
            checkpoints=list(row.checkpoints),
            final_points=row.final.points,
            absent=row.final.absent,
            total=row.total,
            so_far=row.so_far,
            letter=row.letter,
            traditional=row.traditional,
            grade_point=row.grade_point,
            credits=row.credits,
            outcome=row.outcome,
            corrected=row.corrected,
        )


@strawberry.type(name="SemesterResults", description="One semester of a student.")
class SemesterResultsType:
    """A semester."""

    semester: str
    gpa: Decimal | None
    credits_earned: Decimal
    courses: list[CourseResultType]


@strawberry.type(name="StudentResults", description="All results of a student, the newest semester first.")
class StudentResultsType:
    """The record book."""

    gpa: Decimal | None
    credits_earned: Decimal
    debts: int
    semesters: list[SemesterResultsType]

    @classmethod
    def of(cls, found: selected.StudentResults) -> "StudentResultsType":
        """From the selector's value."""
        return cls(
            gpa=found.gpa,
            credits_earned=found.credits_earned,
            debts=found.debts,
            semesters=[
                SemesterResultsType(
                    semester=one.semester.label,
                    gpa=one.gpa,
                    credits_earned=one.credits_earned,
                    courses=[CourseResultType.of(row) for row in one.rows],
                )
                for one in found.semesters
            ],
        )


@strawberry.type(name="SavedFinal", description="A cell that stands as wanted, with its version.")
class SavedFinalType:
    """Saved."""

    student_id: strawberry.ID
    version: int


@strawberry.type(
    name="FinalConflict", description="A cell that somebody else changed meanwhile, with both contents."
)
class FinalConflictType:
    """Conflict."""

    student_id: strawberry.ID
    my_points: Decimal | None
    my_absent: bool
    their_points: Decimal | None
    their_absent: bool
    version: int
    changed_by: str
    changed_at: datetime | None

    @classmethod
    def of(cls, cell: FinalConflict) -> "FinalConflictType":
        """From the service's value."""
        mine, theirs = cell.mine["points"], cell.theirs["points"]
        return cls(
            student_id=id_of(cell.student_id),
            my_points=None if mine is None else Decimal(mine),
            my_absent=cell.mine["absent"],
            their_points=None if theirs is None else Decimal(theirs),
            their_absent=cell.theirs["absent"],
            version=cell.version,
            changed_by=cell.changed_by,
            changed_at=cell.changed_at,
        )


@strawberry.type(name="RefusedFinal", description="A cell that was not written, and why.")
class RefusedFinalType:
    """Refused."""

    student_id: strawberry.ID
    code: str
    message: str


@strawberry.type(
    description="What became of each cell; the good ones are saved whatever happens to the others."
)
class SetFinalsPayload:
    """Answer of setFinals."""

    saved: list[SavedFinalType]
    conflicts: list[FinalConflictType]
    refused: list[RefusedFinalType]

    @classmethod
    def of(cls, outcome: SetFinalsOutcome) -> "SetFinalsPayload":
        """From the service's value."""
        return cls(
            saved=[
                SavedFinalType(student_id=id_of(one.student_id), version=one.version) for one in outcome.saved
            ],
            conflicts=[FinalConflictType.of(one) for one in outcome.conflicts],
            refused=[
                RefusedFinalType(student_id=id_of(one.student_id), code=one.code, message=one.message)
                for one in outcome.refused
            ],
        )


@strawberry.type(description="A sheet after it was signed or closed.")
class SignedPayload:
    """Answer of signSheet and closeSheet; the digest is what the signature stands for."""

    sheet_id: strawberry.ID
    digest: str


@strawberry.type(description="The job that makes the sheets of a semester; ask `job` how far it is.")
class EnsureSheetsPayload:
    """Answer of ensureSheets."""

    job_id: strawberry.ID

    @classmethod
    def of(cls, job: Job) -> "EnsureSheetsPayload":
        """From the job's row."""
        return cls(job_id=strawberry.ID(str(job.id)))
