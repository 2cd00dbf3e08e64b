"""Rows of the grade sheets; all of them are guarded by the register of their working plan line (architecture §7).

The rules that must never break (caps by the pinned policy, signatures in their order, nothing after the close but a
correction order, version + 1, no delete) stand in the migration's guards, see `migrations/0002_guards.py`.
"""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modules.sheets.rules import SheetOutcome, SheetStatus, SignatureRole, Standing
from ordo.ledger.models import GuardedRow
from tenants.policies import ControlForm, Scale

REGISTER_KIND = "working_plan_line"
"""The sheet shares the register of its line with the line's journals: closing the sheet closes them too."""


class GradeSheet(GuardedRow):
    """The sheet of one working plan line (KNU-3.2, EB-08.2), under the policy that governs its semester for good.

    `number` is unique in the university. `final_maximum` is the highest figure of the final column: the policy's cap,
    5 in a 5-point policy, 0 where there is no final control. Who belongs to the sheet is not stored while it is open:
    the list follows the movements of students by itself (EB-08.0d).
    """

    line = models.OneToOneField(
        "teaching.WorkingPlanLine", models.PROTECT, related_name="+", verbose_name=_("working plan line")
    )
    year = models.PositiveSmallIntegerField(_("academic year"))
    serial = models.PositiveIntegerField(_("number within the year"), validators=[MinValueValidator(1)])
    number = models.CharField(_("number"), max_length=20, unique=True)
    semester = models.ForeignKey(
        "structure.Semester", models.PROTECT, related_name="+", verbose_name=_("semester")
    )
    group = models.ForeignKey(
        "structure.StudyGroup", models.PROTECT, related_name="+", verbose_name=_("study group")
    )
    faculty = models.ForeignKey(
        "structure.Faculty", models.PROTECT, related_name="+", verbose_name=_("faculty")
    )
    department = models.ForeignKey(
        "structure.Department", models.PROTECT, related_name="+", verbose_name=_("department")
    )
    control_form = models.CharField(
        _("form of control"),
        max_length=9,
        choices=[
            (ControlForm.EXAM.value, pgettext_lazy("form of control", "Exam")),
            (ControlForm.PASS_FAIL.value, pgettext_lazy("form of control", "Pass/fail test")),
        ],
    )
    credits = models.DecimalField(_("credits"), max_digits=4, decimal_places=1)
    policy_version = models.ForeignKey(
        "grading.PolicyVersion", models.PROTECT, related_name="+", verbose_name=_("grading policy")
    )
    scale = models.CharField(
        _("scale"), max_length=7, choices=[(Scale.HUNDRED.value, "100"), (Scale.FIVE.value, "5")]
    )
    final_maximum = models.DecimalField(
        _("highest result of the final control"), max_digits=6, decimal_places=2
    )
    control_date = models.DateField(_("date of the control"))
    status = models.CharField(
        _("state"),
        max_length=14,
        default=SheetStatus.OPEN.value,
        choices=[
            (SheetStatus.OPEN.value, pgettext_lazy("grade sheet", "Open")),
            (SheetStatus.TEACHER_SIGNED.value, pgettext_lazy("grade sheet", "Signed by the teacher")),
            (SheetStatus.CLOSED.value, pgettext_lazy("grade sheet", "Closed")),
        ],
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("grade sheet")
        verbose_name_plural = _("grade sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="sheets_sheet_serial"),
            models.CheckConstraint(
                name="sheets_sheet_status", condition=Q(status__in=[status.value for status in SheetStatus])
            ),
            models.CheckConstraint(
                name="sheets_sheet_maximum", condition=Q(final_maximum__gte=0, final_maximum__lte=100)
            ),
        ]
        indexes = [
            models.Index(fields=["semester", "faculty", "status"], name="sheets_sheet_list"),
            models.Index(fields=["group", "semester"], name="sheets_sheet_of_group"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_five_point(self) -> bool:
        """Whether the final control is a traditional mark (EB-08.0a)."""
        return self.scale == Scale.FIVE.value


class FinalMark(GuardedRow):
    """The result of the final control of one student: points, or 'did not appear'. Fixed once the teacher signed."""

    sheet = models.ForeignKey(
        GradeSheet, models.PROTECT, related_name="finals", verbose_name=_("grade sheet")
    )
    student = models.ForeignKey("people.Student", models.PROTECT, related_name="+", verbose_name=_("student"))
    points = models.DecimalField(_("points"), null=True, blank=True, max_digits=6, decimal_places=2)
    absent = models.BooleanField(_("did not appear"), default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("result of the final control")
        verbose_name_plural = _("results of the final control")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "student"], name="sheets_final_one_per_student"),
            models.CheckConstraint(
                name="sheets_final_points_or_absent", condition=Q(points=None) | Q(absent=False)
            ),
            models.CheckConstraint(name="sheets_final_points", condition=Q(points=None) | Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.student_id}"


class SheetLine(GuardedRow):
    """One student's line as it was when the sheet closed; only a correction order changes it (AVN-3.7).

    Name and record book are kept as they stood on the signed sheet. `basis` holds what was entered (attendance,
    marks, works, final control); with the sheet's pinned policy it gives the explanation anew in any language.
    """

    sheet = models.ForeignKey(GradeSheet, models.PROTECT, related_name="lines", verbose_name=_("grade sheet"))
    student = models.ForeignKey("people.Student", models.PROTECT, related_name="+", verbose_name=_("student"))
    position = models.PositiveSmallIntegerField(_("place in the list"))
    student_name = models.CharField(_("name on the sheet"), max_length=310)
    record_book_number = models.CharField(_("record book number"), max_length=20)
    standing = models.CharField(
        _("standing"), max_length=11, choices=[(item.value, item.value) for item in Standing]
    )
    attendance = models.DecimalField(_("attendance points"), max_digits=6, decimal_places=2)
    progress = models.DecimalField(_("progress points"), max_digits=6, decimal_places=2)
    checkpoints = models.JSONField(_("checkpoint points"), default=list)
    final_points = models.DecimalField(
        _("final control"), null=True, blank=True, max_digits=6, decimal_places=2
    )
    absent = models.BooleanField(_("did not appear"), default=False)
    points = models.DecimalField(_("sum of points"), max_digits=6, decimal_places=2)
    total = models.DecimalField(_("total"), max_digits=6, decimal_places=2)
    letter = models.CharField(_("letter"), max_length=8, blank=True)
    traditional = models.PositiveSmallIntegerField(_("traditional mark"), null=True, blank=True)
    grade_point = models.DecimalField(_("grade point"), max_digits=4, decimal_places=2, null=True, blank=True)
    credits = models.DecimalField(_("credits"), max_digits=4, decimal_places=1, default=Decimal(0))
    outcome = models.CharField(
        _("outcome"),
        max_length=12,
        blank=True,
        choices=[
            (SheetOutcome.PASSED.value, pgettext_lazy("result", "Passed")),
            (SheetOutcome.FAILED.value, pgettext_lazy("result", "Failed")),
            (SheetOutcome.NOT_APPEARED.value, pgettext_lazy("result", "Did not appear")),
        ],
    )
    basis = models.JSONField(_("what the result was made from"), default=dict)

    class Meta:
        verbose_name = _("line of a grade sheet")
        verbose_name_plural = _("lines of grade sheets")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "student"], name="sheets_line_one_per_student"),
            models.CheckConstraint(
                name="sheets_line_outcome", condition=Q(outcome__in=[item.value for item in SheetOutcome])
            ),
            models.CheckConstraint(
                name="sheets_line_listed",
                condition=Q(standing="listed", outcome__gt="") | (~Q(standing="listed") & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="sheets_line_total", condition=Q(total__gte=0, total__lte=100, points__lte=100)
            ),
        ]
        indexes = [
            models.Index(fields=["student", "outcome"], name="sheets_line_of_student"),
            models.Index(
                fields=["sheet"],
                condition=Q(outcome__in=["failed", "not_appeared"]),
                name="sheets_line_debts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.student_id}"


class Signature(GuardedRow):
    """One signature: who stood for which content. Withdrawn only by returning the sheet, before it is closed."""

    sheet = models.ForeignKey(
        GradeSheet, models.PROTECT, related_name="signatures", verbose_name=_("grade sheet")
    )
    role = models.CharField(
        _("signs as"),
        max_length=12,
        choices=[
            (SignatureRole.TEACHER.value, pgettext_lazy("signature", "Teacher")),
            (SignatureRole.DEANS_OFFICE.value, pgettext_lazy("signature", "Dean's office")),
        ],
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    name = models.CharField(_("name"), max_length=200)
    signed_at = models.DateTimeField(_("signed at"))
    digest = models.CharField(_("digest of the content"), max_length=64)
    withdrawn = models.BooleanField(_("returned"), default=False)
    reason = models.CharField(_("reason of the return"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "role"], condition=Q(withdrawn=False), name="sheets_signature_one_per_role"
            ),
            models.CheckConstraint(
                name="sheets_signature_reason", condition=Q(withdrawn=False) | Q(reason__gt="")
            ),
            models.CheckConstraint(
                name="sheets_signature_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.role}"
