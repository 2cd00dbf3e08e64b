"""Students, employees and who belongs to which group when (EB-02.2–EB-02.5, EB-02.16, EB-03.1, EB-03.2).

Periods are inclusive on both sides: `until_date` is the last day. Everything about a person stays: nothing here is
ever deleted, a mistake is put right by a dated row.
"""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ordo.language import KEY_LENGTH, fold, full_name, initials, sort_key, squeeze

_PERIOD = Func(F("from_date"), F("until_date"), Value("[]"), function="daterange")
_PERIOD_FORWARD = Q(until_date=None) | Q(until_date__gte=F("from_date"))


class Person(models.Model):
    """What is kept about anybody; the PIN is 14 digits or absent."""

    class Sex(models.TextChoices):
        """Sex as documents give it."""

        FEMALE = "female", pgettext_lazy("sex", "Female")
        MALE = "male", pgettext_lazy("sex", "Male")

    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    search = models.CharField(max_length=500, editable=False)
    pin = models.CharField(_("PIN"), max_length=14, null=True, blank=True, unique=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    nationality = models.CharField(_("nationality"), max_length=60, blank=True)
    citizenship = models.CharField(_("citizenship"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s",
        verbose_name=_("log-in"),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Last name, first name, patronymic, in the order of lists and documents."""
        return full_name(self.last_name, self.first_name, self.patronymic)

    @property
    def short_name(self) -> str:
        """Last name with initials."""
        return initials(self.last_name, self.first_name, self.patronymic)

    def index_number(self) -> str:
        """Number by which this person is also found: of the record book or of the personal file."""
        return ""

    def reckon(self) -> None:
        """Fill the columns that order and search use; whoever changes a name or a number calls this."""
        self.sort_key = sort_key(self.full_name)
        number = self.index_number()
        self.search = f"{fold(self.full_name)} {squeeze(number)} {self.pin or ''}".strip()


class Student(Person):
    """A student; `group` is the group of the newest membership, also during a leave and after the studies."""

    class Status(models.TextChoices):
        """Where the student stands (EB-02.5)."""

        STUDYING = "studying", pgettext_lazy("student", "Studying")
        ACADEMIC_LEAVE = "academic_leave", pgettext_lazy("student", "On academic leave")
        EXPELLED = "expelled", pgettext_lazy("student", "Expelled")
        GRADUATED = "graduated", pgettext_lazy("student", "Graduated")

    class Funding(models.TextChoices):
        """Who pays for the studies."""

        BUDGET = "budget", pgettext_lazy("funding", "State-funded")
        CONTRACT = "contract", pgettext_lazy("funding", "By contract")

    record_book_number = models.CharField(_("record book number"), max_length=20, unique=True)
    group = models.ForeignKey(
        "structure.StudyGroup", models.PROTECT, related_name="students", verbose_name=_("study group")
    )
    funding = models.CharField(_("funding"), max_length=8, choices=Funding, default=Funding.CONTRACT)
    status = models.CharField(_("status"), max_length=14, choices=Status, default=Status.STUDYING)
    admission_year = models.PositiveSmallIntegerField(
        _("year of admission"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )

    class Meta:
        verbose_name = _("student")
        verbose_name_plural = _("students")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                name="people_student_pin", condition=Q(pin=None) | Q(pin__regex=r"^[0-9]{14}$")
            ),
            models.CheckConstraint(
                name="people_student_status",
                condition=Q(status__in=["studying", "academic_leave", "expelled", "graduated"]),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="people_student_search"),
            models.Index(fields=["status", "sort_key"], name="people_student_list"),
        ]

    def index_number(self) -> str:
        """The record book."""
        return self.record_book_number


class GroupMembership(models.Model):
    """A student in one group for a period; in one at a time, which the database holds."""

    student = models.ForeignKey(
        Student, models.PROTECT, related_name="memberships", verbose_name=_("student")
    )
    group = models.ForeignKey(
        "structure.StudyGroup", models.PROTECT, related_name="memberships", verbose_name=_("study group")
    )
    subgroup = models.ForeignKey(
        "structure.Subgroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("subgroup"),
    )
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership of a group")
        verbose_name_plural = _("memberships of groups")
        ordering = ["from_date", "id"]
        constraints = [
            models.CheckConstraint(name="people_membership_period", condition=_PERIOD_FORWARD),
            ExclusionConstraint(
                name="people_membership_one_at_a_time", expressions=[("student", "="), (_PERIOD, "&&")]
            ),
        ]
        indexes = [models.Index(fields=["group", "from_date"], name="people_membership_by_group")]

    def __str__(self) -> str:
        return f"{self.student_id}: {self.group_id} {self.from_date}–{self.until_date or ''}"


class Movement(models.Model):
    """One legal movement of a student, by an order; together they are the student's history (EB-02.4, EB-02.5)."""

    class Kind(models.TextChoices):
        """Kinds of movement."""

        ADMISSION = "admission", pgettext_lazy("movement", "Admission")
        TRANSFER = "transfer", pgettext_lazy("movement", "Transfer to another group")
        LEAVE = "leave", pgettext_lazy("movement", "Academic leave")
        RETURN = "return", pgettext_lazy("movement", "Return from leave")
        EXPULSION = "expulsion", pgettext_lazy("movement", "Expulsion")
        REINSTATEMENT = "reinstatement", pgettext_lazy("movement", "Reinstatement")
        GRADUATION = "graduation", pgettext_lazy("movement", "Graduation")

    student = models.ForeignKey(Student, models.PROTECT, related_name="movements", verbose_name=_("student"))
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    on = models.DateField(_("since"))
    from_group = models.ForeignKey(
        "structure.StudyGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from the group"),
    )
    to_group = models.ForeignKey(
        "structure.StudyGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to the group"),
    )
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    order_date = models.DateField(_("order date"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    entered_by_name = models.CharField(_("entered by"), max_length=200)
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.student_id} {self.kind} {self.on}"


class Employee(Person):
    """An employee; teaching staff are those who may be given lessons (EB-03.1)."""

    personnel_number = models.CharField(_("personnel number"), max_length=20, unique=True)
    department = models.ForeignKey(
        "structure.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="employees",
        verbose_name=_("department"),
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    academic_degree = models.CharField(_("academic degree"), max_length=120, blank=True)
    rate = models.DecimalField(
        _("rate"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(2))],
    )
    is_teaching_staff = models.BooleanField(_("teaching staff"), default=True)
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    hired_order = models.CharField(_("order of hiring"), max_length=40, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                name="people_employee_pin", condition=Q(pin=None) | Q(pin__regex=r"^[0-9]{14}$")
            ),
            models.CheckConstraint(name="people_employee_rate", condition=Q(rate__gte=0, rate__lte=2)),
        ]
        indexes = [GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="people_employee_search")]

    def index_number(self) -> str:
        """The personal file."""
        return self.personnel_number


class GroupAppointment(models.Model):
    """Curator (an employee) or leader (a student) of a group, one of each at a time (EB-02.16, EB-06.7)."""

    class Role(models.TextChoices):
        """What the person is for the group."""

        CURATOR = "curator", pgettext_lazy("of a group", "Curator")
        LEADER = "leader", pgettext_lazy("of a group", "Group leader")

    group = models.ForeignKey(
        "structure.StudyGroup", models.PROTECT, related_name="appointments", verbose_name=_("study group")
    )
    role = models.CharField(_("role"), max_length=7, choices=Role)
    employee = models.ForeignKey(
        Employee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="curatorships",
        verbose_name=_("employee"),
    )
    student = models.ForeignKey(
        Student, models.PROTECT, null=True, blank=True, related_name="leaderships", verbose_name=_("student")
    )
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("appointment in a group")
        verbose_name_plural = _("appointments in groups")
        ordering = ["from_date", "id"]
        constraints = [
            models.CheckConstraint(name="people_appointment_period", condition=_PERIOD_FORWARD),
            models.CheckConstraint(
                name="people_appointment_person",
                condition=Q(role="curator", employee__isnull=False, student=None)
                | Q(role="leader", student__isnull=False, employee=None),
            ),
            ExclusionConstraint(
                name="people_appointment_one_at_a_time",
                expressions=[("group", "="), ("role", "="), (_PERIOD, "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.role} {self.from_date}"
