"""Rows of the electronic journal; all of them are guarded by the register of their working plan line.

The rules that must never break (scale of marks, caps, no write after the lock, version + 1, no delete) stand in the
migration's guards, see `migrations/0001_initial.py` (architecture §7).
"""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordo.ledger.models import GuardedRow

REGISTER_KIND = "working_plan_line"
"""Every working plan line has one register; its journals and its grade sheet share it."""


class KindOfWork(models.TextChoices):
    """What was done at a lesson, and what a checkpoint's work is (JAMU-3.5a, JAMU-4.3h, EB-08.0b)."""

    LECTURE = "lecture", pgettext_lazy("kind of work", "Lecture")
    PRACTICE = "practice", pgettext_lazy("kind of work", "Practical lesson")
    LAB = "lab", pgettext_lazy("kind of work", "Laboratory work")
    SEMINAR = "seminar", pgettext_lazy("kind of work", "Seminar")
    INDEPENDENT = "independent", pgettext_lazy("kind of work", "Independent work")
    COLLOQUIUM = "colloquium", pgettext_lazy("kind of work", "Colloquium")
    TEST = "test", pgettext_lazy("kind of work", "Test")
    OTHER = "other", pgettext_lazy("kind of work", "Other work")


class Journal(GuardedRow):
    """The journal of one line and, where the group is split, of one subgroup (JAMU-3.5b).

    What the policy says about entering is pinned here when the journal opens: a later version of the policy does not
    touch a running semester. `mark_maximum` is 5 (marks 2–5) or 100; `locks_on_total` says that setting a
    checkpoint's total locks what stands before it (JAMU-4.3b, OSH-4.3b). Checkpoints belong to the journal of the
    whole group where there is one.
    """

    line = models.ForeignKey(
        "teaching.WorkingPlanLine", models.PROTECT, related_name="+", verbose_name=_("working plan line")
    )
    subgroup = models.ForeignKey(
        "structure.Subgroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subgroup"),
    )
    policy_version = models.ForeignKey(
        "grading.PolicyVersion", models.PROTECT, related_name="+", verbose_name=_("grading policy")
    )
    mark_maximum = models.PositiveSmallIntegerField(_("highest lesson mark"))
    locks_on_total = models.BooleanField(_("a checkpoint's total locks"))
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journals")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "subgroup"], name="journal_one_per_line", nulls_distinct=False
            ),
            models.CheckConstraint(name="journal_mark_maximum", condition=Q(mark_maximum__in=[5, 100])),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}/{self.subgroup_id or ''}"


class Lesson(GuardedRow):
    """One lesson, planned or held. `section` is the number of the checkpoint that closes it, counted from 1;
    lessons after the last checkpoint carry its number + 1."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="lessons", verbose_name=_("journal"))
    date = models.DateField(_("date"))
    pair = models.PositiveSmallIntegerField(
        _("pair"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    kind_of_work = models.CharField(
        _("kind of work"), max_length=12, choices=KindOfWork, default=KindOfWork.PRACTICE
    )
    homework = models.CharField(_("homework"), max_length=1000, blank=True)
    held = models.BooleanField(_("held"), default=False)
    held_by = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("held by")
    )
    section = models.PositiveSmallIntegerField(_("closed by checkpoint"), default=1)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["date", "pair", "id"]
        constraints = [
            models.UniqueConstraint(fields=["journal", "date", "pair"], name="journal_lesson_one_per_pair"),
            models.CheckConstraint(name="journal_lesson_pair", condition=Q(pair__gte=1, pair__lte=12)),
            models.CheckConstraint(name="journal_lesson_held_by", condition=Q(held=True) | Q(held_by=None)),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.pair}"


class Mark(GuardedRow):
    """What stands in one cell: a mark, 'кж' (absent, perhaps for a valid reason), or nothing again (JAMU-3.5c).

    A cleared cell keeps its row: value None, not absent, version + 1.
    """

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="marks", verbose_name=_("lesson"))
    student = models.ForeignKey("people.Student", models.PROTECT, related_name="+", verbose_name=_("student"))
    value = models.PositiveSmallIntegerField(_("mark"), null=True, blank=True)
    absent = models.BooleanField(_("absent"), default=False)
    excused = models.BooleanField(_("for a valid reason"), default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "student"], name="journal_mark_one_per_cell"),
            models.CheckConstraint(name="journal_mark_or_absent", condition=Q(value=None) | Q(absent=False)),
            models.CheckConstraint(
                name="journal_mark_excused_is_absent", condition=Q(excused=False) | Q(absent=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}/{self.student_id}"


class Checkpoint(GuardedRow):
    """One checkpoint (colloquium, module) with its cap from the pinned policy (EB-06.2d, EB-08.0b)."""

    journal = models.ForeignKey(
        Journal, models.PROTECT, related_name="checkpoints", verbose_name=_("journal")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    max_points = models.DecimalField(_("highest points"), max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["journal", "number"], name="journal_checkpoint_number"),
            models.CheckConstraint(
                name="journal_checkpoint_cap",
                condition=Q(number__gte=1, max_points__gte=0, max_points__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}/{self.number}"


class CheckpointWork(GuardedRow):
    """One kind of work of a checkpoint; its points are taken in proportion to the checkpoint's cap."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, related_name="works", verbose_name=_("checkpoint")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    kind_of_work = models.CharField(
        _("kind of work"), max_length=12, choices=KindOfWork, default=KindOfWork.COLLOQUIUM
    )
    max_points = models.DecimalField(
        _("highest points"), max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        verbose_name = _("work of a checkpoint")
        verbose_name_plural = _("works of checkpoints")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="journal_work_points", condition=Q(max_points__gt=0, max_points__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CheckpointResult(GuardedRow):
    """Points of one student for one work; None after clearing."""

    work = models.ForeignKey(CheckpointWork, models.PROTECT, related_name="results", verbose_name=_("work"))
    student = models.ForeignKey("people.Student", models.PROTECT, related_name="+", verbose_name=_("student"))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("result of a work")
        verbose_name_plural = _("results of works")
        constraints = [
            models.UniqueConstraint(fields=["work", "student"], name="journal_result_one_per_work"),
            models.CheckConstraint(name="journal_result_points", condition=Q(points=None) | Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}/{self.student_id}"


class CheckpointTotal(GuardedRow):
    """The total of one student for one checkpoint as it was set."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, related_name="totals", verbose_name=_("checkpoint")
    )
    student = models.ForeignKey("people.Student", models.PROTECT, related_name="+", verbose_name=_("student"))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = _("total of a checkpoint")
        verbose_name_plural = _("totals of checkpoints")
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "student"], name="journal_total_one_per_student"),
            models.CheckConstraint(name="journal_total_points", condition=Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint_id}/{self.student_id}"


class SectionLock(GuardedRow):
    """The lock that setting a checkpoint's total sets: sections up to `number` are closed for good (JAMU-4.3b).

    A row appears once and never changes or goes: there is no unlock, only a correction order. `whole_group` closes
    the subgroups' journals of the line as well.
    """

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="locks", verbose_name=_("journal"))
    number = models.PositiveSmallIntegerField(_("checkpoint"))
    whole_group = models.BooleanField(_("whole group"))
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("lock of a section")
        verbose_name_plural = _("locks of sections")
        constraints = [
            models.UniqueConstraint(fields=["journal", "number"], name="journal_lock_once"),
            models.CheckConstraint(name="journal_lock_number", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}/{self.number}"
