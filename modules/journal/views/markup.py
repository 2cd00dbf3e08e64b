"""The grid's rows as HTML text.

Thousands of cells: neither components nor template loops (trap 33). A cell carries as little as a screen reader and
the script need: the ids of its row's and its column's headings are its name and its address, `data-v` its version.
Everything written here is a number, a fixed sign or escaped.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from modules.grading import facade as grading
from modules.journal.models import KindOfWork
from modules.journal.rules import MarkValue, Stored
from modules.journal.selectors.book import CheckpointRow, LessonRow, WorkRow
from modules.journal.selectors.page import JournalPage, Points
from modules.journal.selectors.roster import Member
from ordo.ui.templatetags.ui import icon
from tenants.policies import ControlForm

Column = Callable[[Member], str]


@dataclass(frozen=True, slots=True)
class Signs:
    """How absence is written in the reader's language: кж or н, an excused one in brackets."""

    absent: str
    excused: str

    @classmethod
    def here(cls) -> "Signs":
        """The signs of the language in force."""
        sign = grading.absence_sign()
        return cls(sign, f"({sign})")

    def text(self, content: MarkValue) -> str:
        """What stands in a cell."""
        if content.excused:
            return self.excused
        if content.absent:
            return self.absent
        return "" if content.value is None else str(content.value)


def shown(points: Decimal | None) -> str:
    """Points in the reader's language, a dash for 'no data'."""
    if points is None:
        return "–"
    return str(number_format(Decimal(f"{points.normalize():f}"), use_l10n=True))


def grid(page: JournalPage) -> tuple[SafeString, SafeString]:
    """Head and body of the grid's table: lessons and checkpoints in the order of the semester, then the sums."""
    columns = _columns(page)
    head = "".join(heading for heading, _column in columns)
    body = "".join(_row(member, (column for _heading, column in columns)) for member in page.members)
    first = f"<th scope=col>{escape(pgettext('heading', 'Student'))}"
    return mark_safe(f"<tr>{first}{head}"), mark_safe(body)


def _row(member: Member, columns: Iterable[Column]) -> str:
    student = member.student
    name = escape(f"{student.last_name} {student.first_name}")
    cells = "".join(column(member) for column in columns)
    return f"<tr><th scope=row id=s{student.id}>{name}{cells}\n"


def _columns(page: JournalPage) -> list[tuple[str, Column]]:
    signs = Signs.here()
    found: list[tuple[str, Column]] = []
    lessons = list(page.lessons)
    for index, checkpoint in enumerate(page.checkpoints):
        mine = [lesson for lesson in lessons if lesson.section <= checkpoint.number]
        lessons = lessons[len(mine) :]
        found += [(_lesson_heading(lesson), _lesson_column(page, lesson, signs)) for lesson in mine]
        found += [_work_column(page, checkpoint, work) for work in checkpoint.works]
        found.append(_total_column(page, checkpoint, index))
    found += [(_lesson_heading(lesson), _lesson_column(page, lesson, signs)) for lesson in lessons]
    return found + _sum_columns(page)


def _lesson_heading(lesson: LessonRow) -> str:
    kind = escape(lesson.kind)
    title = f"{kind}: {escape(lesson.topic)}" if lesson.topic else kind
    state = "" if lesson.held else " class=plan"
    day = date_format(lesson.date, "d.m")
    return (
        f'<th scope=col id=l{lesson.id}{state}><a href=lessons/{lesson.id}/ title="{title}">'
        f"<time datetime={lesson.date.isoformat()}>{day}</time> <small>{lesson.pair}</small></a>"
    )


def _lesson_column(page: JournalPage, lesson: LessonRow, signs: Signs) -> Column:
    cells = page.marks.get(lesson.id, {})
    is_open = page.lesson_open(lesson)
    address = f" l{lesson.id}"

    def cell(member: Member) -> str:
        row = cells.get(member.student.id)
        if not is_open or not page.stands(member, lesson):
            return _fixed(row, signs)
        return mark_cell(row, f"s{member.student.id}{address}", signs)

    return cell


def mark_cell(row: Stored[MarkValue] | None, address: str, signs: Signs) -> str:
    """An open cell of a lesson."""
    if row is None:
        return f'<td class=mark><input aria-labelledby="{address}">'
    return (
        f'<td class=mark{_kind(row.content)}><input value="{signs.text(row.content)}" data-v={row.version}'
        f' aria-labelledby="{address}">'
    )


def _kind(content: MarkValue) -> str:
    if content.excused:
        return " data-kind=excused"
    return " data-kind=absent" if content.absent else ""


def _fixed(row: Stored[MarkValue] | None, signs: Signs) -> str:
    text = signs.text(row.content) if row else ""
    kind = _kind(row.content) if row else ""
    return f"<td class=mark data-state=locked{kind}>{text}"


def _work_column(page: JournalPage, checkpoint: CheckpointRow, work: WorkRow) -> tuple[str, Column]:
    cells = page.results.get(work.id, {})
    is_open = page.checkpoint_open(checkpoint)
    name = escape(work.title or KindOfWork(work.kind_of_work).label)
    link = f'<a href=works/{work.id}/ title="{name}">{name}</a>' if is_open else name
    heading = (
        f"<th scope=col id=w{work.id} class=cp><span>{link}</span> <small>≤ {shown(work.max_points)}</small>"
    )

    def cell(member: Member) -> str:
        row = cells.get(member.student.id)
        text = "" if row is None or row.content is None else shown(row.content)
        if not is_open:
            return f"<td class=mark data-state=locked>{text}"
        version = f" data-v={row.version}" if row else ""
        value = f' value="{text}"' if text else ""
        return (
            f"<td class=mark><input{value}{version} inputmode=decimal"
            f' aria-labelledby="s{member.student.id} w{work.id}">'
        )

    return heading, cell


def _total_column(page: JournalPage, checkpoint: CheckpointRow, index: int) -> tuple[str, Column]:
    title = escape(_("Checkpoint %(number)s") % {"number": checkpoint.number})
    sign = icon("lock", _("locked")) if checkpoint.set_at else ""
    heading = f"<th scope=col class=cp>{sign}{title} <small>≤ {shown(checkpoint.max_points)}</small>"

    def cell(member: Member) -> str:
        points = page.points.get(member.student.id)
        value = points.checkpoints[index] if points else None
        return f"<td class=total id=c{index}-{member.student.id}>{shown(value)}"

    return heading, cell


def _sum_columns(page: JournalPage) -> list[tuple[str, Column]]:
    caps = page.policy.policy.caps(ControlForm(page.line.control_form))
    headings = (
        ("a", _("Attendance"), caps.attendance),
        ("g", _("Progress"), caps.progress),
        ("t", _("Sum"), caps.sum - caps.final),
    )
    return [
        (
            f"<th scope=col class=total>{escape(title)} <small>≤ {shown(cap)}</small>",
            _sum_column(page, letter),
        )
        for letter, title, cap in headings
    ]


def _sum_column(page: JournalPage, letter: str) -> Column:
    def cell(member: Member) -> str:
        points = page.points.get(member.student.id)
        text = _sum(points, letter) if points else "–"
        inside = f"<button type=button>{text}</button>" if letter == "t" else text
        return f"<td class=total id={letter}{member.student.id}>{inside}"

    return cell


def _sum(points: Points, letter: str) -> str:
    values = {"a": points.attendance, "g": points.progress, "t": points.total}
    return shown(values[letter])


def points_data(points: Points) -> dict[str, object]:
    """Running points as the script writes them into the sums after a save."""
    return {
        "a": shown(points.attendance),
        "g": shown(points.progress),
        "t": shown(points.total),
        "c": [shown(value) for value in points.checkpoints],
    }
