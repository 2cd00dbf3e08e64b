"""The printed grade sheet: every line on the paper, for small and large groups and any number of checkpoints."""

import json
from dataclasses import asdict, replace

import pytest
import typst

from ordo.documents import qr
from ordo.documents.grade_sheet import (
    GradeSheetForm,
    Labelled,
    ScoreColumn,
    SheetLabels,
    SheetRow,
    SignatureBlock,
    render_grade_sheet,
)
from ordo.documents.typesetting import FONTS, PACKAGES, TEMPLATES

LABELS = SheetLabels(
    number="№",
    name="Студенттин аты-жөнү",
    record_book="Зачеттук китепче",
    total="Жыйынтыгы",
    letter="Тамга",
    in_words="Сөз менен",
    signature="Кол тамга",
    cap="Эң көп балл",
    totals="Жыйынтык",
    page="{pages} беттин {page}-бети",
    digest="Регистр чынжырынын башы",
    check="Текшерүү",
)


def sheet(students: int, checkpoints: int = 2) -> GradeSheetForm:
    """A sheet of so many students, each with a name of the usual length."""
    columns = [ScoreColumn("Катышуу", "10"), ScoreColumn("Жетишүү", "10")]
    columns += [ScoreColumn(f"{n + 1}-аралык текшерүү", "20") for n in range(checkpoints)]
    columns.append(ScoreColumn("Экзамен", "40"))
    rows = [
        SheetRow(
            str(n + 1),
            f"Абдыкадыров Нурсултан {n}",
            f"21-{n}",
            ["9"] * len(columns),
            "64",
            "E",
            "канааттандырарлык эмес",
        )
        for n in range(students)
    ]
    return GradeSheetForm(
        language="ky",
        university="С. Нааматов атындагы Нарын мамлекеттик университети",
        faculty="Маалыматтык технологиялар факультети",
        heading="Сынак ведомосту",
        subheading="",
        number="2026-00123",
        headline=[Labelled("Дисциплина", "Математикалык анализ")],
        details=[Labelled("Окуу тайпасы", "МАТ-21"), Labelled("Кредит", "5")],
        labels=LABELS,
        score_columns=columns,
        rows=rows,
        totals=[Labelled("эң жакшы", "3"), Labelled("канааттандырарлык эмес", "1")],
        signatures=[
            SignatureBlock(
                "Окутуучу", "Байышов Бакыт", "Электрондук кол коюлган", "12.06.2026 16:42", "Ed25519 ab12"
            ),
            SignatureBlock("Деканат", "Ибраимова Чолпон"),
        ],
        qr_svg=qr.svg("https://nsu.example.kg/verify/x/"),
        qr_caption="Телефон менен текшериңиз",
        check_address="https://nsu.example.kg/verify/x/",
        digest="9f" * 32,
    )


def texts(form: GradeSheetForm, selector: str) -> list[str]:
    """All strings inside the elements of one kind, as the typesetter reports them."""
    found = typst.query(
        TEMPLATES / "grade_sheet.typ",
        selector,
        root=TEMPLATES,
        package_path=PACKAGES,
        ignore_system_fonts=True,
        font_paths=[FONTS],
        sys_inputs={"data": json.dumps(asdict(form))},
    )
    out: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                out.append(node["text"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(found))
    return out


def pages(pdf: bytes) -> int:
    """Pages of a PDF, counted in its page objects."""
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type/Page\n") + pdf.count(b"/Type /Page\n")


@pytest.mark.parametrize(
    ("students", "checkpoints", "expected"), [(8, 2, 1), (20, 2, 1), (40, 2, 2), (30, 5, 2)]
)
def test_a_sheet_of_any_usual_size_takes_few_pages(students: int, checkpoints: int, expected: int) -> None:
    assert pages(render_grade_sheet(sheet(students, checkpoints))) == expected


def test_every_student_score_and_total_is_printed() -> None:
    shown = texts(sheet(12, 3), "table")
    for number in range(12):
        assert {f"Абдыкадыров Нурсултан {number}", f"21-{number}"} <= set(shown)
    assert shown.count("64") == 12
    assert shown.count("9") == 12 * 6 + 1  # six score columns, and the row number 9
    assert {"Жыйынтык", "эң жакшы", "3"} <= set(shown)


def test_the_heading_carries_the_number_and_the_sheet_its_code_in_words() -> None:
    assert "2026-00123" in texts(sheet(3), "heading")
    assert b"/Alt" in render_grade_sheet(sheet(3))


def test_the_row_of_caps_stands_only_where_the_policy_has_caps() -> None:
    with_caps = sheet(3)
    without = replace(with_caps, score_columns=[ScoreColumn(c.label) for c in with_caps.score_columns])
    assert "Эң көп балл" in texts(with_caps, "table")
    assert "Эң көп балл" not in texts(without, "table")
    assert render_grade_sheet(without).startswith(b"%PDF")


def test_points_that_do_not_fit_the_columns_are_refused() -> None:
    form = sheet(3)
    shifted = replace(form.rows[1], scores=form.rows[1].scores[1:])
    with pytest.raises(ValueError, match="row 2: 4 scores for 5 columns"):
        replace(form, rows=[form.rows[0], shifted, form.rows[2]])


def test_an_empty_group_and_a_sheet_without_code_or_totals_still_print() -> None:
    form = replace(
        sheet(0), qr_svg="", totals=[], signatures=[], digest="", check_address="", watermark="Долбоор"
    )
    assert pages(render_grade_sheet(form)) == 1


def test_a_name_that_looks_like_markup_is_printed_as_it_is() -> None:
    form = sheet(1)
    odd = replace(form.rows[0], name="#panic() *А* $x$ \\", in_words="[б]")
    assert "#panic() *А* $x$ \\" in texts(replace(form, rows=[odd]), "table")
