"""The sentences of explanations, problems and refusals, in the active language. The only place with words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from modules.grading.rules import (
    Explanation,
    ImpossibleCounts,
    ImpossiblePoints,
    NotAMark,
    Param,
    StepCode,
)
from tenants.policies import (
    ABSENT,
    AmbiguousPolicy,
    CannotSpread,
    ChoiceError,
    Level,
    LocalizedText,
    Problem,
    ProblemCode,
    Source,
    SourceKind,
)

STEPS: Final[Mapping[StepCode, Promise]] = {
    StepCode.POLICY_IN_FORCE: _(
        "Grading policy “%(name)s”, version %(version)s, order No. %(number)s, in force from %(since)s."
    ),
    StepCode.POLICY_PRESET: _(
        "Grading policy “%(name)s”, version %(version)s: a preset that the university has not confirmed yet."
    ),
    StepCode.POLICY_DRAFT: _("Grading policy “%(name)s”, version %(version)s: a draft, for trial only."),
    StepCode.CONTROL_EXAM: _("Form of control: exam."),
    StepCode.CONTROL_PASS_FAIL: _("Form of control: pass/fail credit test."),
    StepCode.ROUNDING_HALF_UP: _("Each part is rounded half up to %(step)s."),
    StepCode.ROUNDING_DOWN: _("Each part is rounded down to %(step)s."),
    StepCode.ATTENDANCE_COUNTS: _("Lessons held: %(held)s, attended: %(attended)s."),
    StepCode.EXCUSED_EXCLUDED: _("Excused absences: %(excused)s, taken out of both counts."),
    StepCode.EXCUSED_COUNTS_AS_ATTENDED: _("Excused absences: %(excused)s, counted as attended."),
    StepCode.EXCUSED_COUNTS_AS_ABSENT: _("Excused absences: %(excused)s, counted as absences."),
    StepCode.ATTENDANCE: _("Attendance: %(cap)s × %(attended)s ÷ %(held)s = %(points)s (at most %(cap)s)."),
    StepCode.ATTENDANCE_NO_DATA: _("Attendance: no data (no lesson to count yet), 0 points."),
    StepCode.ATTENDANCE_UNUSED: _("Attendance carries no points."),
    StepCode.LESSON_MARKS: _("Lesson marks: %(marks)s."),
    StepCode.ABSENCES_NOT_MARKS: _("The sign “%(sign)s” (absent) stands %(absences)s ×; it is not a mark."),
    StepCode.PROGRESS: _(
        "Progress: mean %(mean)s of %(maximum)s; "
        "%(cap)s × %(sum)s ÷ (%(count)s × %(maximum)s) = %(points)s (at most %(cap)s)."
    ),
    StepCode.PROGRESS_NO_DATA: _("Progress: no data (no mark yet), 0 points."),
    StepCode.PROGRESS_UNUSED: _("Progress carries no points."),
    StepCode.CHECKPOINTS_SPREAD: _(
        "Checkpoints in the curriculum line: %(planned)s, in the policy: %(own)s; caps shared out: %(caps)s."
    ),
    StepCode.CHECKPOINT: _(
        "Checkpoint %(number)s: works %(works)s; "
        "%(cap)s × %(value)s ÷ %(maximum)s = %(points)s (at most %(cap)s)."
    ),
    StepCode.CHECKPOINT_NO_DATA: _("Checkpoint %(number)s: no data, 0 points."),
    StepCode.CHECKPOINT_TOTAL: _("Checkpoints together: %(points)s (at most %(cap)s)."),
    StepCode.FINAL: _("Final control: %(cap)s × %(value)s ÷ %(maximum)s = %(points)s (at most %(cap)s)."),
    StepCode.FINAL_NO_DATA: _("Final control: no data, 0 points."),
    StepCode.FINAL_UNUSED: _("Final control carries no points."),
    StepCode.SUM: _(
        "Sum: attendance %(attendance)s + progress %(progress)s + checkpoints %(checkpoints)s "
        "+ final control %(final)s = %(points)s of 100."
    ),
    StepCode.FIVE_POINT_MARK: _("On the five-point scale: 5 × %(points)s ÷ 100 = %(mark)s."),
    StepCode.SHEET_HALF_UP: _("In the grade sheet, rounded half up to %(step)s: %(value)s → %(total)s."),
    StepCode.SHEET_DOWN: _("In the grade sheet, rounded down to %(step)s: %(value)s → %(total)s."),
    StepCode.OPEN: _("The result is open: not all data are entered yet. This is not a fail."),
    StepCode.CLOSED_WITHOUT_DATA: _("The grade sheet is closed: what has no data counts 0 points."),
    StepCode.LETTER: _(
        "%(total)s lies in %(lowest)s–%(highest)s: letter %(letter)s, grade point %(grade_point)s, "
        "traditional mark %(traditional)s."
    ),
    StepCode.PASSED: _("Pass threshold %(threshold)s: reached."),
    StepCode.FAILED: _("Pass threshold %(threshold)s: not reached."),
}

PROBLEMS: Final[Mapping[ProblemCode, Promise]] = {
    ProblemCode.NAME_MISSING: _("The name of the policy is missing in the language “%(language)s”."),
    ProblemCode.NOT_FINITE: _("“%(value)s” is not a number."),
    ProblemCode.NEGATIVE: _("%(value)s is negative."),
    ProblemCode.STEP_NOT_POSITIVE: _("The rounding step %(value)s must be greater than 0."),
    ProblemCode.FINER_THAN_STEP: _("%(value)s is not a multiple of the rounding step %(step)s."),
    ProblemCode.CAPS_SUM: _(
        "Attendance, progress, checkpoints and final control add up to %(sum)s; they must give %(wanted)s."
    ),
    ProblemCode.NO_LETTERS: _("The letters table is empty."),
    ProblemCode.LETTER_TWICE: _("The letter “%(letter)s” is empty or stands in the table twice."),
    ProblemCode.BAND_REVERSED: _("The row of letter %(letter)s ends before it begins."),
    ProblemCode.BANDS_START: _("The letters table begins at %(lowest)s; it must begin at 0."),
    ProblemCode.BANDS_END: _("The letters table ends at %(highest)s; it must end at %(wanted)s."),
    ProblemCode.BAND_GAP: _(
        "There is a gap between the letters %(lower)s and %(upper)s: from %(from)s to %(to)s."
    ),
    ProblemCode.BAND_OVERLAP: _("The letters %(lower)s and %(upper)s overlap: %(to)s to %(from)s."),
    ProblemCode.GRADE_POINTS_FALL: _(
        "Letter %(upper)s stands higher than %(lower)s but gives a lower grade point or mark."
    ),
    ProblemCode.TRADITIONAL_UNKNOWN: _(
        "Letter %(letter)s: the traditional mark %(value)s is not one of 5, 4, 3, 2."
    ),
    ProblemCode.THRESHOLD_OUT_OF_SCALE: _("The pass threshold %(threshold)s lies outside the scale."),
    ProblemCode.THRESHOLD_INSIDE_BAND: _("No letter begins at the pass threshold %(threshold)s."),
    ProblemCode.PASSING_LETTER_FAILS: _(
        "Letter %(letter)s lies above the pass threshold %(threshold)s but gives no passing mark."
    ),
    ProblemCode.FAILING_LETTER_PASSES: _(
        "Letter %(letter)s lies below the pass threshold %(threshold)s but gives a passing mark."
    ),
    ProblemCode.SOURCE_OF_UNKNOWN_FIELD: _("A source is given for the unknown field “%(path)s”."),
}

FIELDS: Final[Mapping[str, Promise]] = {
    "name": pgettext_lazy("policy field", "Name"),
    "scale": pgettext_lazy("policy field", "Scale"),
    "lesson_marks": pgettext_lazy("policy field", "Lesson marks"),
    "exam": pgettext_lazy("policy field", "Exam"),
    "pass_fail": pgettext_lazy("policy field", "Pass/fail credit test"),
    "attendance": pgettext_lazy("policy field", "attendance"),
    "progress": pgettext_lazy("policy field", "progress"),
    "checkpoints": pgettext_lazy("policy field", "checkpoints"),
    "final": pgettext_lazy("policy field", "final control"),
    "pass_threshold": pgettext_lazy("policy field", "Pass threshold"),
    "letters": pgettext_lazy("policy field", "Letters table"),
    "rounding": pgettext_lazy("policy field", "Rounding"),
    "excused_absence": pgettext_lazy("policy field", "Excused absence"),
    "lock_rule": pgettext_lazy("policy field", "Lock of the journal"),
    "sources": pgettext_lazy("policy field", "Sources"),
}

LEVELS: Final[Mapping[Level, Promise]] = {
    Level.COLLEGE: pgettext_lazy("level of education", "college"),
    Level.BACHELOR: pgettext_lazy("level of education", "bachelor"),
    Level.SPECIALIST: pgettext_lazy("level of education", "specialist"),
    Level.MASTER: pgettext_lazy("level of education", "master"),
    Level.PHD: pgettext_lazy("level of education", "PhD"),
}


def sentences(explanation: Explanation) -> list[str]:
    """Return one sentence for each step of an explanation, in the active language (EB-T10)."""
    return [_filled(STEPS[step.code], step.values) for step in explanation.steps]


def problem_sentences(problems: Iterable[Problem]) -> list[str]:
    """Return one sentence for each problem of a policy, led by the field it concerns."""
    return [
        f"{field_title(problem.field)}: {_filled(PROBLEMS[problem.code], problem.values)}"
        for problem in problems
    ]


def field_title(path: str) -> str:
    """Return the title of a policy field such as 'exam.attendance' in the active language."""
    return ", ".join(str(FIELDS[name]) for name in path.split("."))


def source_sentence(source: Source) -> str:
    """Return where a value comes from: 'preset, not from a norm', the norm's clauses, or the order."""
    references = ", ".join(source.references)
    if source.kind is SourceKind.NORM:
        return gettext("norm: %(references)s") % {"references": references}
    if source.kind is SourceKind.ORDER:
        return gettext("order No. %(references)s") % {"references": references}
    return gettext("preset, not from a norm")


def refusal(error: ChoiceError | CannotSpread | NotAMark | ImpossibleCounts | ImpossiblePoints) -> str:
    """Return the sentence for a refusal of the choice or of the arithmetic."""
    if isinstance(error, ChoiceError):
        return _choice_refusal(error)
    if isinstance(error, CannotSpread):
        text = gettext(
            "The policy gives %(points)s points for checkpoints, but the curriculum line has none."
        )
        return text % {"points": _shown(error.points)}
    if isinstance(error, NotAMark):
        text = gettext("“%(mark)s” is not a mark of this policy.")
        return text % {"mark": _shown(error.mark)}
    if isinstance(error, ImpossiblePoints):
        text = gettext("%(value)s is not between 0 and %(maximum)s.")
        return text % {"value": _shown(error.value or Decimal(0)), "maximum": _shown(error.maximum)}
    text = gettext("Attended %(attended)s and excused %(excused)s lessons do not fit into %(held)s held.")
    return text % {"attended": error.attended, "excused": error.excused, "held": error.held}


def _choice_refusal(error: ChoiceError) -> str:
    values = {
        "level": str(LEVELS[error.key.level]),
        "programme": error.key.programme_code or "–",
        "form": str(FIELDS[error.key.control_form.value]).lower(),
        "day": _shown(error.day),
    }
    if isinstance(error, AmbiguousPolicy):
        versions = ", ".join(str(version) for version in error.ids)
        text = gettext(
            "Several grading policies are in force on %(day)s for level %(level)s, programme %(programme)s, "
            "form of control %(form)s: versions %(versions)s."
        )
        return text % {**values, "versions": versions}
    text = gettext(
        "No grading policy is in force on %(day)s for level %(level)s, programme %(programme)s, "
        "form of control %(form)s."
    )
    return text % values


def _filled(text: Promise, values: Mapping[str, Param]) -> str:
    return str(text) % {name: _shown(value) for name, value in values.items()}


def _shown(value: Param) -> str:
    if isinstance(value, Decimal):
        plain = value.normalize() if value.is_finite() else value
        return str(number_format(Decimal(f"{plain:f}"), use_l10n=True))
    if isinstance(value, date):
        return format_date(value, "d.m.Y")
    if isinstance(value, LocalizedText):
        return value.in_language(get_language() or "ky")
    if isinstance(value, tuple):
        return "; ".join(_shown(item) for item in value)
    return pgettext("lesson mark", "abs") if value == ABSENT else value
