"""What tests of imports share: made-up lists, one import from file to preview, and a dump of a university's tables."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ordo.access.actor import Actor
from ordo.exchange import kinds, services
from ordo.exchange.models import ImportRun
from ordo.exchange.reading import read_table
from tests.platform.exchange.reading.lists import workbook

SYSTEM = Actor.system("test")
HEADER = ("№", "Аты-жөнү", "ПИН (ИНН)", "Туулган күнү", "Жынысы", "Улуту", "Дареги", "Бюджет/контракт", "Телефону",
          "Эскертүү")  # fmt: skip
#: What an import writes besides the registers: its own rows, jobs, and what the audit remembers for ever.
_BESIDE = ("exchange_", "jobs_", "pghistory_", "django_session")


def pin(number: int, born: date = date(2005, 10, 21), sex: str = "1") -> str:
    """A PIN that fits the birth date and the sex ('1' a woman, '2' a man)."""
    return f"{sex}{born:%d%m%Y}{number:05d}"


def person(number: int, name: str, **changes: Any) -> list[Any]:
    """One good row of a list; columns are changed by name."""
    row = {
        "number": number, "name": name, "pin": pin(number), "birth": "21.10.2005", "sex": "а", "nationality": "кыргыз",
        "address": "Жалал-Абад ш.", "funding": "контракт", "phone": "0777 24 14 68", "note": None,
    }  # fmt: skip
    return list((row | changes).values())


def group_list(
    group: str,
    people: Sequence[Sequence[Any]],
    *,
    programme: str = "710200 Маалыматтык системалар",
    title: str | None = None,
    total: int | None = None,
    sheet: str | None = None,
) -> tuple[str, list[Sequence[Any]]]:
    """A sheet with title lines, header, rows and a footer, as a dean's office writes it."""
    text = (
        f"Тайпа: {group}    Адистиги: {programme}    Окуу формасы: күндүзгү    1-курс"
        if title is None
        else title
    )
    count = len(people) if total is None else total
    rows: list[Sequence[Any]] = [("Жалал-Абад мамлекеттик университети",), (text,), (), HEADER, *people, ()]
    return sheet or group, [*rows, (None, f"Жыйынтыгы: {count}")]


def book(*sheets: tuple[str, Iterable[Sequence[Any]]]) -> io.BytesIO:
    """The sheets as an XLSX file."""
    return workbook(*sheets)


def uploaded(
    file: io.BytesIO | bytes, *, kind: str = "students", actor: Actor = SYSTEM, name: str = "list.xlsx"
) -> ImportRun:
    """A file that was uploaded and not yet checked."""
    content = file if isinstance(file, bytes) else file.getvalue()
    return services.upload(actor=actor, kind=kind, file=SimpleUploadedFile(name, content), name=name)


def previewed(
    file: io.BytesIO | bytes,
    *,
    kind: str = "students",
    actor: Actor = SYSTEM,
    answers: dict[str, str] | None = None,
    mapping: dict[str, str] | None = None,
) -> ImportRun:
    """A file up to its preview, the questions answered as the wizard proposes."""
    run = uploaded(file, kind=kind, actor=actor)
    known = kinds.kind(kind)
    with run.file.open("rb") as opened, read_table(opened, known.columns, name=run.file_name) as table:
        asked = known.questions(actor, table.outlines())
    given = {question.code: question.initial for question in asked} | (answers or {})
    services.confirm(run, known, mapping or {}, given)
    return services.check(actor=actor, run_id=run.id)


def applied(file: io.BytesIO | bytes, **options: Any) -> ImportRun:
    """A file brought in wholly."""
    run = previewed(file, **options)
    return services.apply(actor=options.get("actor", SYSTEM), run_id=run.id)


def dump() -> dict[str, list[str]]:
    """Every row of every table of the university as text, without imports, jobs and the audit's memory."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
            " AND c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid"
            " AND a.attname = 'pgh_id')"
        )
        tables = [row[0] for row in cursor.fetchall() if not row[0].startswith(_BESIDE)]
        answer = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            answer[table] = [row[0] for row in cursor.fetchall()]
    return answer


def problems(run: ImportRun) -> set[tuple[str, int, str]]:
    """Sheet, row and code of everything wrong in a run."""
    rows = run.rows.values_list("sheet", "number", "problems")
    return {(sheet, number, data["code"]) for sheet, number, found in rows for data in found}
