"""Explanations, problems and refusals are whole sentences in Kyrgyz, Russian and English (EB-T10)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polib
import pytest
from django.test import override_settings
from django.utils.translation import override

from modules.grading import rules, wording
from modules.grading.rules import AttendanceCounts, CourseFacts, StepCode, Work, course_result
from tenants.policies import (
    ABSENT,
    AmbiguousPolicy,
    CannotSpread,
    ControlForm,
    LessonMarks,
    Level,
    NoPolicy,
    PolicyKey,
    PolicyStatus,
    ProblemCode,
    Source,
    validate,
)
from tenants.presets import JAMU

CATALOGUES = Path(wording.__file__).parent / "locale"
LANGUAGES = ("ky", "ru", "en")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module", autouse=True)
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The committed catalogues, compiled here: the test must not depend on somebody's earlier compilation."""
    home = tmp_path_factory.mktemp("locale")
    for language in ("ky", "ru"):
        folder = home / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po")).save_as_mofile(
            str(folder / "django.mo")
        )
    with override_settings(LOCALE_PATHS=[str(home)]):
        yield


FACTS = CourseFacts(
    attendance=AttendanceCounts(held=20, attended=9, excused=2),
    marks=(Decimal(5), Decimal(4), ABSENT, Decimal(4), Decimal(3)),
    checkpoints=(
        (Work(Decimal(9), Decimal(10)), Work(Decimal(6), Decimal(10))),
        (Work(Decimal(18), Decimal(20)),),
    ),
    final=Work(Decimal(32), Decimal(40)),
)
VERSION = replace(
    JAMU.policies[0], id=7, number="01-12/19", status=PolicyStatus.IN_FORCE, valid_from=date(2024, 9, 1)
)


def spoken(language: str) -> list[str]:
    with override(language):
        return wording.sentences(course_result(VERSION, ControlForm.EXAM, FACTS).explanation)


def test_the_explanation_in_english():
    assert spoken("en") == [
        "Grading policy “JAMU: module-rating system”, version 7, order No. 01-12/19, in force from 01.09.2024.",
        "Form of control: exam.",
        "Each part is rounded half up to 0.01.",
        "Lessons held: 20, attended: 9.",
        "Excused absences: 2, taken out of both counts.",
        "Attendance: 8 × 9 ÷ 18 = 4 (at most 8).",
        "Lesson marks: 5; 4; abs; 4; 3.",
        "The sign “abs” (absent) stands 1 ×; it is not a mark.",
        "Progress: mean 4 of 5; 10 × 16 ÷ (4 × 5) = 8 (at most 10).",
        "Checkpoint 1: works 9; 6; 21 × 15 ÷ 20 = 15.75 (at most 21).",
        "Checkpoint 2: works 18; 21 × 18 ÷ 20 = 18.9 (at most 21).",
        "Checkpoints together: 34.65 (at most 42).",
        "Final control: 40 × 32 ÷ 40 = 32 (at most 40).",
        "Sum: attendance 4 + progress 8 + checkpoints 34.65 + final control 32 = 78.65 of 100.",
        "In the grade sheet, rounded half up to 1: 78.65 → 79.",
        "79 lies in 74–79: letter C, grade point 3, traditional mark 4.",
        "Pass threshold 61: reached.",
    ]


def test_the_explanation_in_kyrgyz_and_russian():
    kyrgyz, russian = spoken("ky"), spoken("ru")
    assert kyrgyz[0] == (
        "Баалоо саясаты: «ЖАМУ: модулдук-рейтингдик система», 7-версия, № 01-12/19 буйрук, "
        "01.09.2024 күнүнөн баштап күчүндө."
    )
    assert kyrgyz[6] == "Сабактагы баалар: 5; 4; кж; 4; 3."
    assert kyrgyz[11] == "Аралык текшерүүлөр чогуу: 34,65 (жогорку балл — 42)."
    assert russian[6] == "Оценки на занятиях: 5; 4; н; 4; 3."
    assert russian[11] == "Рубежные контроли вместе: 34,65 (не более 42)."
    assert russian[-1] == "Порог сдачи 61: достигнут."


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_has_a_sentence_and_no_placeholder_is_left(language):
    assert set(wording.STEPS) == set(StepCode)
    said = spoken(language)
    assert len(said) == 17
    assert not [sentence for sentence in said if "%(" in sentence]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_catalogue_is_complete_and_keeps_every_placeholder(language):
    catalogue = polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    with override(None):
        texts = [*wording.STEPS.values(), *wording.PROBLEMS.values()]
        assert {(None, str(text)) for text in texts} <= known
        assert {("policy field", str(text)) for text in wording.FIELDS.values()} <= known
        assert {("level of education", str(text)) for text in wording.LEVELS.values()} <= known
    for entry in catalogue:
        assert entry.msgstr
        assert not entry.fuzzy
        assert set(PLACEHOLDER.findall(entry.msgstr)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


def test_the_refusal_of_caps_shows_the_sum_in_each_language():
    policy = JAMU.policies[0].policy
    wrong = validate(replace(policy, exam=replace(policy.exam, final=Decimal("39.5"))))
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = wording.problem_sentences(wrong)
    (english,), (russian,), (kyrgyz,) = said["en"], said["ru"], said["ky"]
    assert english == (
        "Exam: Attendance, progress, checkpoints and final control add up to 99.5; they must give 100."
    )
    assert russian.endswith("итоговый контроль дают в сумме 99,5; должно быть 100.")
    assert kyrgyz.endswith("жыйынтыктоочу текшерүү чогуу 99,5 болуп жатат; 100 болууга тийиш.")


def test_each_problem_has_a_sentence():
    assert set(wording.PROBLEMS) == set(ProblemCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sourced_field_has_a_title(language):
    with override(language):
        titles = [wording.field_title(path) for path in JAMU.policies[0].policy.unconfirmed_fields()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_preset_is_shown_as_not_from_a_norm():
    with override("en"):
        assert wording.source_sentence(Source.preset()) == "preset, not from a norm"
        assert wording.source_sentence(Source.norm("JAMU-3.5f")) == "norm: JAMU-3.5f"
        assert wording.source_sentence(Source.order("01-12/19")) == "order No. 01-12/19"
    with override("ky"):
        assert wording.source_sentence(Source.preset()) == "алдын ала коюлган маани, ченемден алынган эмес"


KEY = PolicyKey(Level.COLLEGE, None, ControlForm.EXAM)
REFUSALS = [
    NoPolicy(KEY, date(2024, 9, 2)),
    AmbiguousPolicy(KEY, date(2024, 9, 2), (3, 7)),
    CannotSpread(Decimal("42.5")),
    rules.NotAMark(Decimal(6), LessonMarks.FIVE),
    rules.ImpossiblePoints(Decimal("21.5"), Decimal(21)),
    rules.ImpossibleCounts(5, 4, 2),
]


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda refused: type(refused).__name__)
def test_each_refusal_is_a_sentence_of_its_own_in_each_language(refused):
    said = set()
    for language in LANGUAGES:
        with override(language):
            said.add(wording.refusal(refused))
    assert len(said) == 3
    assert not [sentence for sentence in said if "%(" in sentence]


def test_a_refusal_names_what_was_asked():
    with override("en"):
        assert wording.refusal(REFUSALS[1]) == (
            "Several grading policies are in force on 02.09.2024 for level college, programme –, "
            "form of control exam: versions 3, 7."
        )
        assert wording.refusal(REFUSALS[4]) == "21.5 is not between 0 and 21."
