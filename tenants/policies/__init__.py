"""Grading policies of a university as pure, frozen values: content, checks, storage form and choice.

Nothing here knows Django or a particular university; a policy is dated data and never code.
"""

from tenants.policies.choice import (
    AmbiguousPolicy,
    ChoiceError,
    NoPolicy,
    PolicyKey,
    PolicyRow,
    choose,
    collisions,
)
from tenants.policies.errors import CannotSpread, PolicyFormatError
from tenants.policies.policy import Caps, GradingPolicy, LetterBand, Rounding
from tenants.policies.serialisation import SCHEMA_VERSION, Json, from_data, from_json, to_data, to_json
from tenants.policies.source import Source, Sourced, SourceKind
from tenants.policies.text import LocalizedText
from tenants.policies.validation import Problem, ProblemCode, validate
from tenants.policies.vocabulary import (
    ABSENT,
    ControlForm,
    ExcusedAbsence,
    LessonMark,
    LessonMarks,
    Level,
    LockRule,
    PolicyStatus,
    RoundingMode,
    Scale,
)

__all__ = [
    "ABSENT",
    "SCHEMA_VERSION",
    "AmbiguousPolicy",
    "CannotSpread",
    "Caps",
    "ChoiceError",
    "ControlForm",
    "ExcusedAbsence",
    "GradingPolicy",
    "Json",
    "LessonMark",
    "LessonMarks",
    "LetterBand",
    "Level",
    "LocalizedText",
    "LockRule",
    "NoPolicy",
    "PolicyFormatError",
    "PolicyKey",
    "PolicyRow",
    "PolicyStatus",
    "Problem",
    "ProblemCode",
    "Rounding",
    "RoundingMode",
    "Scale",
    "Source",
    "SourceKind",
    "Sourced",
    "choose",
    "collisions",
    "from_data",
    "from_json",
    "to_data",
    "to_json",
    "validate",
]
