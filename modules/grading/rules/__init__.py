"""The arithmetic of results as pure functions over values, each result with its explanation."""

from modules.grading.rules.course import (
    CourseFacts,
    CourseResult,
    Outcome,
    Parts,
    course_result,
    letter_of,
    total,
    traditional_of,
)
from modules.grading.rules.explanation import Explanation, Param, Step, StepCode
from modules.grading.rules.parts import (
    PartResult,
    attendance_points,
    checkpoint_points,
    checkpoint_total,
    final_points,
    journal_mark,
    progress_points,
)
from modules.grading.rules.values import AttendanceCounts, ImpossibleCounts, ImpossiblePoints, NotAMark, Work

__all__ = [
    "AttendanceCounts",
    "CourseFacts",
    "CourseResult",
    "Explanation",
    "ImpossibleCounts",
    "ImpossiblePoints",
    "NotAMark",
    "Outcome",
    "Param",
    "PartResult",
    "Parts",
    "Step",
    "StepCode",
    "Work",
    "attendance_points",
    "checkpoint_points",
    "checkpoint_total",
    "course_result",
    "final_points",
    "journal_mark",
    "letter_of",
    "progress_points",
    "total",
    "traditional_of",
]
