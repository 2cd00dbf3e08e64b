"""Types of grading's part of the API: a version with its rules, and where every value of them comes from."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

import strawberry
from strawberry.scalars import JSON

from modules.grading.selectors import VersionView
from modules.grading.wording import field_title, problem_sentences, source_sentence
from ordo.graph.ids import id_of
from tenants.policies import (
    Caps,
    ExcusedAbsence,
    GradingPolicy,
    LessonMarks,
    LetterBand,
    LockRule,
    PolicyStatus,
    Rounding,
    RoundingMode,
    Scale,
    SourceKind,
    to_data,
)
from tenants.policies.policy import SOURCED_FIELDS

strawberry.enum(PolicyStatus, description="Shipped preset, draft, or in force by an order.")
strawberry.enum(
    SourceKind, name="PolicySourceKind", description="PRESET is a value that nobody stands for yet."
)
strawberry.enum(
    Scale, name="GradingScale", description="The 100-point rating or the traditional marks up to 5."
)
strawberry.enum(LessonMarks, description="What is set at a lesson: marks up to 5, or points up to 100.")
strawberry.enum(RoundingMode, description="Half up, or down to the lower step.")
strawberry.enum(ExcusedAbsence, description="How an absence for a valid reason counts in attendance.")
strawberry.enum(LockRule, description="What locks the journal.")


@strawberry.type(
    description="Highest points of each part for one form of control; weights in a 5-point policy."
)
class PolicyCaps:
    """Caps that add up to 100."""

    attendance: Decimal = strawberry.field(description="Attendance.")
    progress: Decimal = strawberry.field(description="Marks at lessons.")
    checkpoints: list[Decimal] = strawberry.field(description="Each checkpoint by its number.")
    final: Decimal = strawberry.field(description="Final control.")
    sum: Decimal = strawberry.field(description="All parts together; 100 in a valid policy.")

    @classmethod
    def of(cls, caps: Caps) -> Self:
        """From the policy's value."""
        return cls(
            attendance=caps.attendance,
            progress=caps.progress,
            checkpoints=list(caps.checkpoints),
            final=caps.final,
            sum=caps.sum,
        )


@strawberry.type(name="PolicyLetter", description="One row of the table of letters; both ends included.")
class LetterType:
    """One letter."""

    letter: str = strawberry.field(description="The letter, such as A or FX.")
    lowest: Decimal = strawberry.field(description="Lowest total.")
    highest: Decimal = strawberry.field(description="Highest total.")
    grade_point: Decimal = strawberry.field(description="Figure for the average.")
    traditional: int = strawberry.field(description="Traditional mark, 2 to 5.")

    @classmethod
    def of(cls, band: LetterBand) -> Self:
        """From the policy's value."""
        return cls(
            letter=band.letter,
            lowest=band.lowest,
            highest=band.highest,
            grade_point=band.grade_point,
            traditional=band.traditional,
        )


@strawberry.type(name="PolicyRounding", description="Steps that results are rounded to.")
class RoundingType:
    """Rounding of parts and of the sheet."""

    inside: Decimal = strawberry.field(description="Step of each part.")
    sheet: Decimal = strawberry.field(description="Step of the total on the grade sheet.")
    mode: RoundingMode = strawberry.field(description="Half up or down.")

    @classmethod
    def of(cls, rounding: Rounding) -> Self:
        """From the policy's value."""
        return cls(inside=rounding.inside, sheet=rounding.sheet, mode=rounding.mode)


@strawberry.type(description="Where one value of a policy comes from.")
class PolicyFieldSource:
    """Source of a field such as 'exam.attendance'."""

    path: str = strawberry.field(description="The field, such as exam.attendance or rounding.")
    title: str = strawberry.field(description="The field in the caller's language.")
    kind: SourceKind = strawberry.field(description="A norm, an order, or a mere preset.")
    references: list[str] = strawberry.field(description="Clauses of the norm, or the order's number.")
    confirmed: bool = strawberry.field(description="Whether a norm or an order stands for the value.")
    sentence: str = strawberry.field(description="The source in the caller's language.")

    @classmethod
    def of(cls, policy: GradingPolicy, path: str) -> Self:
        """Of one field of a policy."""
        source = policy.source_of(path)
        return cls(
            path=path,
            title=field_title(path),
            kind=source.kind,
            references=list(source.references),
            confirmed=source.confirmed,
            sentence=source_sentence(source),
        )


@strawberry.type(description="The rules of one version: how marks turn into results.")
class PolicyRules:
    """Scale, caps, letters and threshold."""

    name_ky: str = strawberry.field(description="Name in Kyrgyz.")
    name_ru: str = strawberry.field(description="Name in Russian.")
    name_en: str = strawberry.field(description="Name in English.")
    scale: Scale = strawberry.field(description="Scale of results.")
    lesson_marks: LessonMarks = strawberry.field(description="Marks at lessons.")
    exam: PolicyCaps = strawberry.field(description="Caps of disciplines with an exam.")
    pass_fail: PolicyCaps = strawberry.field(description="Caps of disciplines with a pass/fail test.")
    pass_threshold: Decimal = strawberry.field(description="Lowest total that passes.")
    letters: list[LetterType] = strawberry.field(description="Table of letters; empty where there is none.")
    rounding: RoundingType = strawberry.field(description="Rounding.")
    excused_absence: ExcusedAbsence = strawberry.field(description="Absence for a valid reason.")
    lock_rule: LockRule = strawberry.field(description="What locks the journal.")

    @classmethod
    def of(cls, policy: GradingPolicy) -> Self:
        """From the policy's value."""
        return cls(
            name_ky=policy.name.ky,
            name_ru=policy.name.ru,
            name_en=policy.name.en,
            scale=policy.scale,
            lesson_marks=policy.lesson_marks,
            exam=PolicyCaps.of(policy.exam),
            pass_fail=PolicyCaps.of(policy.pass_fail),
            pass_threshold=policy.pass_threshold,
            letters=[LetterType.of(band) for band in policy.letters],
            rounding=RoundingType.of(policy.rounding),
            excused_absence=policy.excused_absence,
            lock_rule=policy.lock_rule,
        )


def _place(view: VersionView) -> dict[str, Any]:
    row = view.row
    return {
        "level": row.level.value if row.level else None,
        "programme_code": row.programme_code,
        "control_form": row.control_form.value if row.control_form else None,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


@strawberry.type(description="One dated version of a grading policy; a null place means 'all of them'.")
class GradingPolicyVersion:
    """One version with its rules; sources and body are built only when they are asked for."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    status: PolicyStatus = strawberry.field(description="Preset, draft or in force.")
    number: str = strawberry.field(description="Number of the order; empty without one.")
    order_date: date | None = strawberry.field(description="Date of the order.")
    valid_from: date = strawberry.field(description="First day.")
    valid_to: date | None = strawberry.field(description="Last day; null while no other version follows.")
    level: str | None = strawberry.field(description="college, bachelor, specialist, master or phd.")
    programme_code: str | None = strawberry.field(description="Six digits of a programme.")
    control_form: str | None = strawberry.field(description="exam or pass_fail.")
    based_on_id: strawberry.ID | None = strawberry.field(description="The version it was written after.")
    is_confirmed: bool = strawberry.field(description="Whether a norm or an order stands for every value.")
    collides_with: list[strawberry.ID] = strawberry.field(
        description="Versions of the same place on the same days."
    )
    written_by: str = strawberry.field(description="Who wrote it.")
    written_at: datetime = strawberry.field(description="When it was written.")
    enforced_by: str = strawberry.field(description="Who put it in force, or empty.")
    enforced_at: datetime | None = strawberry.field(description="When it was put in force.")
    version: int = strawberry.field(description="Counts the changes of this row.")
    view: strawberry.Private[VersionView]

    @classmethod
    def of(cls, view: VersionView) -> Self:
        """From the selector's value."""
        return cls(
            id=id_of(view.row.id),
            status=view.row.status,
            number=view.row.number,
            order_date=view.row.order_date,
            **_place(view),
            based_on_id=None if view.based_on_id is None else id_of(view.based_on_id),
            is_confirmed=not view.unconfirmed,
            collides_with=[id_of(rival) for rival in view.collisions],
            written_by=view.written_by_name,
            written_at=view.written_at,
            enforced_by=view.enforced_by_name,
            enforced_at=view.enforced_at,
            version=view.version,
            view=view,
        )

    @strawberry.field(description="The rules.")
    def rules(self) -> PolicyRules:
        """Scale, caps, letters and threshold."""
        return PolicyRules.of(self.view.row.policy)

    @strawberry.field(description="Where each value of the rules comes from.")
    def sources(self) -> list[PolicyFieldSource]:
        """Sources in the order of the fields."""
        return [PolicyFieldSource.of(self.view.row.policy, path) for path in SOURCED_FIELDS]

    @strawberry.field(description="Contradictions of the rules, one sentence each in the caller's language.")
    def problems(self) -> list[str]:
        """What keeps a draft from being put in force."""
        return problem_sentences(self.view.problems)

    @strawberry.field(description="The rules in the form that `draftPolicy` takes.")
    def body(self) -> JSON:
        """The storage form."""
        return JSON(to_data(self.view.row.policy))


@strawberry.type(description="A version was drafted, changed, put in force or confirmed.")
class PolicyPayload:
    """Answer of a deed around a version."""

    version_id: strawberry.ID = strawberry.field(description="The version.")
