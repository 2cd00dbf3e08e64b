"""What is taught to whom by whom (EB-06.2c–g, EB-06.4, EB-11.3d, JAMU-3.2, JAMU-3.3, JAMU-3.5b)."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordo.language import KEY_LENGTH

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class ControlForm(models.TextChoices):
    """Form of control of a line (EB-06.2f); the values are those of the grading policies."""

    EXAM = "exam", pgettext_lazy("form of control", "Exam")
    PASS_FAIL = "pass_fail", pgettext_lazy("form of control", "Pass/fail test")


class Discipline(models.Model):
    """A discipline and the department that answers for it (EB-06.2g)."""

    objects: ClassVar[models.Manager["Discipline"]] = models.Manager()

    department = models.ForeignKey(
        "structure.Department", models.PROTECT, related_name="+", verbose_name=_("department")
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    default_credits = models.DecimalField(
        _("usual credits"), max_digits=4, decimal_places=1, default=Decimal(4), validators=NOT_NEGATIVE
    )
    is_active = models.BooleanField(_("taught now"), default=True)
    sort_ky = models.CharField(max_length=KEY_LENGTH, editable=False)
    sort_ru = models.CharField(max_length=KEY_LENGTH, editable=False)
    sort_en = models.CharField(max_length=KEY_LENGTH, editable=False)
    search = models.CharField(max_length=900, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
        ordering = ["code"]
        indexes = [GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="teaching_discipline_search")]

    def __str__(self) -> str:
        return self.code


class WorkingPlanLine(models.Model):
    """One discipline of one group in one semester: what has a journal and a grade sheet (EB-06.4)."""

    discipline = models.ForeignKey(
        Discipline, models.PROTECT, related_name="lines", verbose_name=_("discipline")
    )
    group = models.ForeignKey(
        "structure.StudyGroup", models.PROTECT, related_name="lines", verbose_name=_("study group")
    )
    semester = models.ForeignKey(
        "structure.Semester", models.PROTECT, related_name="lines", verbose_name=_("semester")
    )
    control_form = models.CharField(_("form of control"), max_length=9, choices=ControlForm)
    credits = models.DecimalField(_("credits"), max_digits=4, decimal_places=1, validators=NOT_NEGATIVE)
    checkpoint_count = models.PositiveSmallIntegerField(
        _("number of checkpoints"), default=2, validators=[MaxValueValidator(6)]
    )
    weeks = models.PositiveSmallIntegerField(_("weeks"), default=16, validators=[MaxValueValidator(40)])
    component = models.CharField(_("component"), max_length=60, blank=True)
    cycle = models.CharField(_("cycle"), max_length=60, blank=True)
    hours_total = models.PositiveSmallIntegerField(_("hours"), default=0)
    hours_lecture = models.PositiveSmallIntegerField(_("hours of lectures"), default=0)
    hours_practice = models.PositiveSmallIntegerField(_("hours of practical lessons"), default=0)
    hours_lab = models.PositiveSmallIntegerField(_("hours of laboratory work"), default=0)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("working plan line")
        verbose_name_plural = _("working plan lines")
        ordering = ["semester", "group", "id"]
        constraints = [
            models.UniqueConstraint(fields=["discipline", "group", "semester"], name="teaching_line_once"),
            models.CheckConstraint(
                name="teaching_line_form", condition=Q(control_form__in=["exam", "pass_fail"])
            ),
            models.CheckConstraint(name="teaching_line_checkpoints", condition=Q(checkpoint_count__lte=6)),
            models.CheckConstraint(
                name="teaching_line_hours",
                condition=Q(hours_total__gte=F("hours_lecture") + F("hours_practice") + F("hours_lab")),
            ),
        ]
        indexes = [models.Index(fields=["semester", "group"], name="teaching_line_by_semester")]

    def __str__(self) -> str:
        return f"{self.discipline_id}/{self.group_id}/{self.semester_id}"


class TeachingAssignment(models.Model):
    """Who teaches a line, or one subgroup of it; who leads answers for the sheet (JAMU-3.2, JAMU-3.5b)."""

    class Kind(models.TextChoices):
        """Which lessons of the line."""

        ALL = "all", pgettext_lazy("lessons of a teacher", "All lessons")
        LECTURE = "lecture", pgettext_lazy("lessons of a teacher", "Lectures")
        PRACTICE = "practice", pgettext_lazy("lessons of a teacher", "Practical lessons")
        LAB = "lab", pgettext_lazy("lessons of a teacher", "Laboratory work")

    line = models.ForeignKey(
        WorkingPlanLine, models.PROTECT, related_name="assignments", verbose_name=_("working plan line")
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, related_name="assignments", verbose_name=_("teacher")
    )
    subgroup = models.ForeignKey(
        "structure.Subgroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subgroup"),
    )
    kind = models.CharField(_("lessons"), max_length=8, choices=Kind, default=Kind.ALL)
    is_lead = models.BooleanField(_("answers for the sheet"), default=False)

    class Meta:
        verbose_name = _("teaching assignment")
        verbose_name_plural = _("teaching assignments")
        ordering = ["-is_lead", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "employee", "subgroup", "kind"],
                name="teaching_assignment_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(is_lead=True), name="teaching_assignment_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.employee_id}"
