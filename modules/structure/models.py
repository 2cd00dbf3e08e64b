"""What a university consists of and when it studies (EB-02.1, EB-06.1, EB-06.3, EB-06.9, EB-11.3d)."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordo.language import KEY_LENGTH
from tenants.policies import Level

LEVELS = (
    (Level.COLLEGE.value, pgettext_lazy("level of education", "College")),
    (Level.BACHELOR.value, pgettext_lazy("level of education", "Bachelor")),
    (Level.SPECIALIST.value, pgettext_lazy("level of education", "Specialist")),
    (Level.MASTER.value, pgettext_lazy("level of education", "Master")),
    (Level.PHD.value, pgettext_lazy("level of education", "PhD")),
)
"""Levels of education with their words, in the order of age."""


class FormOfStudy(models.TextChoices):
    """How one studies."""

    FULL_TIME = "full_time", pgettext_lazy("form of study", "Full-time")
    PART_TIME = "part_time", pgettext_lazy("form of study", "By correspondence")
    EVENING = "evening", pgettext_lazy("form of study", "Evening")
    DISTANCE = "distance", pgettext_lazy("form of study", "Distance")


class Funding(models.TextChoices):
    """Who pays for the studies."""

    BUDGET = "budget", pgettext_lazy("funding", "State-funded")
    CONTRACT = "contract", pgettext_lazy("funding", "By contract")


class Versioned(models.Model):
    """Base of rows that two people may edit at once: whoever saves an outdated version is told so."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class Faculty(Versioned):
    """A faculty, an institute or a college; a college counts like a faculty in rights and reports."""

    objects: ClassVar[models.Manager["Faculty"]] = models.Manager()

    class Kind(models.TextChoices):
        """What the unit is called."""

        FACULTY = "faculty", _("Faculty")
        INSTITUTE = "institute", _("Institute")
        COLLEGE = "college", _("College")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.FACULTY)
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("faculty")
        verbose_name_plural = _("faculties")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Department(Versioned):
    """A department, or a subject-cycle commission of a college (JAMU-3.2)."""

    objects: ClassVar[models.Manager["Department"]] = models.Manager()

    faculty = models.ForeignKey(Faculty, models.PROTECT, related_name="+", verbose_name=_("faculty"))
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_subject_commission = models.BooleanField(_("subject-cycle commission"), default=False)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Programme(Versioned):
    """A direction or speciality with its six-digit code, at one level and in one form of study."""

    objects: ClassVar[models.Manager["Programme"]] = models.Manager()

    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("department"))
    code = models.CharField(
        _("code"),
        max_length=6,
        validators=[RegexValidator(r"^[0-9]{6}$", _("Give the six digits of the code."))],
    )
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level of education"), max_length=10, choices=LEVELS)
    form_of_study = models.CharField(
        _("form of study"), max_length=9, choices=FormOfStudy, default=FormOfStudy.FULL_TIME
    )
    duration_years = models.DecimalField(
        _("years of study"), max_digits=3, decimal_places=1, default=4, validators=[MinValueValidator(1)]
    )
    degree = models.CharField(_("degree or qualification"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["code", "level", "form_of_study"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "level", "form_of_study"], name="structure_programme_once"
            ),
            models.CheckConstraint(name="structure_programme_code", condition=Q(code__regex=r"^[0-9]{6}$")),
            models.CheckConstraint(name="structure_programme_years", condition=Q(duration_years__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"


class AcademicYear(models.Model):
    """An academic year, named by the year in which it starts."""

    starts = models.PositiveSmallIntegerField(
        _("starts in"), unique=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )

    class Meta:
        verbose_name = _("academic year")
        verbose_name_plural = _("academic years")
        ordering = ["-starts"]

    def __str__(self) -> str:
        return f"{self.starts}/{self.starts + 1}"


class Semester(Versioned):
    """A semester: 1 autumn, 2 spring, 3 summer. No two semesters share a day (EB-06.9)."""

    class Number(models.IntegerChoices):
        """Place of a semester in its year."""

        AUTUMN = 1, pgettext_lazy("semester", "Autumn")
        SPRING = 2, pgettext_lazy("semester", "Spring")
        SUMMER = 3, pgettext_lazy("semester", "Summer")

    year = models.ForeignKey(
        AcademicYear, models.PROTECT, related_name="semesters", verbose_name=_("academic year")
    )
    number = models.PositiveSmallIntegerField(_("number"), choices=Number)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("semester")
        verbose_name_plural = _("semesters")
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="structure_semester_once"),
            models.CheckConstraint(name="structure_semester_number", condition=Q(number__in=[1, 2, 3])),
            models.CheckConstraint(name="structure_semester_period", condition=Q(ends_on__gt=F("starts_on"))),
            ExclusionConstraint(
                name="structure_semester_no_overlap",
                expressions=[
                    (Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year_id} {self.number}"


class StudyGroup(Versioned):
    """A study group; its name is unique among the groups that study now (EB-02.1)."""

    class Language(models.TextChoices):
        """Language of teaching."""

        KYRGYZ = "ky", pgettext_lazy("language of teaching", "Kyrgyz")
        RUSSIAN = "ru", pgettext_lazy("language of teaching", "Russian")
        ENGLISH = "en", pgettext_lazy("language of teaching", "English")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="groups", verbose_name=_("programme")
    )
    name = models.CharField(_("name"), max_length=40)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    search = models.CharField(max_length=80, editable=False)
    admission_year = models.PositiveSmallIntegerField(
        _("year of admission"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    course = models.PositiveSmallIntegerField(
        _("year of study"), validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    language = models.CharField(
        _("language of teaching"), max_length=2, choices=Language, default=Language.KYRGYZ
    )
    form_of_study = models.CharField(
        _("form of study"), max_length=9, choices=FormOfStudy, default=FormOfStudy.FULL_TIME
    )
    funding = models.CharField(_("usual funding"), max_length=8, choices=Funding, default=Funding.CONTRACT)
    is_active = models.BooleanField(_("studies now"), default=True)

    class Meta:
        verbose_name = _("study group")
        verbose_name_plural = _("study groups")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_active=True), name="structure_group_name_once"
            ),
            models.CheckConstraint(name="structure_group_course", condition=Q(course__gte=1, course__lte=7)),
        ]
        indexes = [GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="structure_group_search")]

    def __str__(self) -> str:
        return self.name


class Subgroup(models.Model):
    """A part of a group with lessons of its own, numbered or named (JAMU-3.5b, EB-11.3d)."""

    group = models.ForeignKey(
        StudyGroup, models.PROTECT, related_name="subgroups", verbose_name=_("study group")
    )
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        verbose_name = _("subgroup")
        verbose_name_plural = _("subgroups")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="structure_subgroup_once")]

    def __str__(self) -> str:
        return self.name
