"""Lists as PDF."""

from dataclasses import replace

import pytest

from ordo.documents.listing import MOST_ROWS, ListColumn, ListForm, TooManyRows, _weights, render_list

FORM = ListForm(
    language="ky",
    institution="Ош мамлекеттик университети",
    title="Академиялык карыздар",
    columns=[ListColumn("№", "end"), ListColumn("Студент"), ListColumn("Балл", "end")],
    rows=[["1", "Абдыкадыров Нурсултан Талантбекович", "54"]],
    page="{pages} беттин {page}-бети",
    empty="Азырынча карыз жок.",
)


def test_a_list_is_printed_with_totals_and_without_rows() -> None:
    assert "Академиялык карыздар".encode() in render_list(replace(FORM, totals=["", "Бардыгы", "1"]))
    assert render_list(replace(FORM, rows=[])).startswith(b"%PDF")


def test_columns_are_as_wide_as_their_longest_word_and_usual_cell() -> None:
    number, name, points = _weights(replace(FORM, rows=[*FORM.rows] * 20))
    assert number < points < name
    assert name == len("Абдыкадыров Нурсултан Талантбекович") + 1


def test_a_list_with_many_columns_lies_across() -> None:
    columns = [ListColumn(f"Көрсөткүч {n}") for n in range(9)]
    wide = replace(FORM, columns=columns, rows=[["орточо узундуктагы сөз"] * 9] * 3)
    assert b"841.8898 595.2756" in render_list(wide).replace(b"841.89 595.28", b"841.8898 595.2756")


def test_ragged_rows_and_endless_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="2 cells for 3 columns"):
        replace(FORM, rows=[["1", "x"]])
    with pytest.raises(TooManyRows):
        replace(FORM, rows=[["1", "x", "y"]] * (MOST_ROWS + 1))
