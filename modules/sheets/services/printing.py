"""The printed sheet: a PDF with signatures, the register's head and a code for checking (EB-05.3, EB-08.10f, g).

Only a closed sheet is issued; an open one prints with 'Draft' across every page and is no document. Issued again, it
replaces the former edition, which the check page then calls replaced.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Self

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from modules.sheets.models import GradeSheet
from modules.sheets.rules import SheetOutcome, SheetStatus, SignatureRole, tally
from modules.sheets.selectors.corrections import CorrectionView
from modules.sheets.selectors.sheet import SheetPage, SheetRow, sheet_page
from modules.sheets.services.errors import NoSheet, NotClosed, ReasonMissing
from modules.sheets.wording import (
    IN_WORDS,
    OUTCOMES,
    PASS_FAIL_WORDS,
    ROLES,
    STANDINGS,
    final_shown,
    in_words,
    shown,
    word,
)
from modules.structure import facade as structure
from ordo.access.actor import Actor
from ordo.documents import labels
from ordo.documents import services as documents
from ordo.documents.grade_sheet import (
    GradeSheetForm,
    Labelled,
    ScoreColumn,
    SignatureBlock,
    render_grade_sheet,
)
from ordo.documents.grade_sheet import SheetRow as PrintedRow
from ordo.documents.models import IssuedDocument, Status
from ordo.documents.services import Draft, Stamp, Subject
from ordo.ledger import facade as ledger
from tenants.policies import ControlForm

KIND = "grade_sheet"
LANGUAGES = ("ky", "ru", "en")


@dataclass(frozen=True, slots=True)
class House:
    """Whose paper it is: the university's names by language, and its address with the scheme."""

    names: Mapping[str, str]
    site: str

    @classmethod
    def of(cls, university: object, site: str) -> Self:
        """Of the university of a request; `site` is the request's address down to its root."""
        names = {code: str(getattr(university, f"name_{code}")) for code in LANGUAGES}
        return cls(names, site.rstrip("/"))


def issue(*, actor: Actor, sheet_id: int, language: str, house: House, reason: str = "") -> IssuedDocument:
    """Issue the closed sheet in a language; a second time with a reason, in place of the edition before.

    Raises NotAllowed, NoSheet, NotClosed, ReasonMissing.
    """
    page = _page(actor, sheet_id)
    if page.status is not SheetStatus.CLOSED:
        raise NotClosed
    with translation.override(language):
        form = form_of(page, language, house)
        draft = _draft(page, form)
    editions = IssuedDocument.objects.filter(kind=KIND, number=page.number).order_by("-edition")
    former, last = editions.filter(status=Status.ISSUED).first(), editions.first()
    if former is not None and not reason.strip():
        raise ReasonMissing

    def draw(stamp: Stamp) -> bytes:
        with translation.override(language):
            return render_grade_sheet(_stamped(form, stamp), created=stamp.issued_at)

    with ledger.acting(actor):
        if former is None:
            edition = last.edition + 1 if last else 1
            document = documents.issue(actor=actor, draft=draft, site=house.site, draw=draw, edition=edition)
        else:
            document = documents.replace(
                actor=actor, document_id=former.pk, reason=reason, draft=draft, site=house.site, draw=draw
            )
        payload = {"document": document.pk, "edition": document.edition, "language": language}
        ledger.note(
            page.register_id, "printed", table=GradeSheet._meta.db_table, row_id=page.id, payload=payload
        )
    return document


def draft_pdf(*, actor: Actor, sheet_id: int, language: str, house: House) -> bytes:
    """The sheet as it stands, marked as a draft; raises NotAllowed, NoSheet."""
    page = _page(actor, sheet_id)
    with translation.override(language):
        form = replace(form_of(page, language, house), watermark=labels.draft_mark())
        return render_grade_sheet(form, created=timezone.now())


def _page(actor: Actor, sheet_id: int) -> SheetPage:
    try:
        return sheet_page(actor, sheet_id)
    except GradeSheet.DoesNotExist:
        raise NoSheet from None


def form_of(page: SheetPage, language: str, house: House) -> GradeSheetForm:
    """The printed form of a sheet in the language in force, without the stamp of an issued document."""
    line = page.line
    columns = _columns(page)
    headline = [
        Labelled(gettext("Programme"), f"{line.group.programme_code} {line.group.programme_names[language]}"),
        Labelled(gettext("Discipline"), line.discipline_names[language]),
        Labelled(
            gettext("Teacher"), ", ".join(dict.fromkeys(teacher.full_name for teacher in line.teachers))
        ),
    ]
    if done := [order for order in page.corrections if order.applied_at]:
        headline.append(Labelled(gettext("Corrections"), "; ".join(map(_correction, done))))
    details = [
        Labelled(str(word("group")), line.group.name),
        Labelled(gettext("Year of study"), str(line.group.course)),
        Labelled(gettext("Semester"), _semester(page, language)),
        Labelled(gettext("Credits"), shown(page.credits)),
        Labelled(gettext("Date of the control"), date_format(page.control_date, "d.m.Y")),
        Labelled(gettext("Form of control"), control_form_word(page.control_form)),
    ]
    return GradeSheetForm(
        language=language,
        university=house.names[language],
        faculty=line.group.faculty_names[language],
        heading=heading(page.control_form),
        subheading=page.policy.policy.name.in_language(language),
        number=page.number,
        headline=headline,
        details=details,
        labels=labels.sheet_labels(),
        score_columns=[column for column, _value in columns],
        rows=[_row(page, row, [value(row) for _column, value in columns]) for row in page.rows],
        totals=_totals(page),
        signatures=[_signature(page, role) for role in SignatureRole],
        digest=page.head_hash,
    )


def _semester(page: SheetPage, language: str) -> str:
    semester = page.line.semester
    return structure.semester_label(semester.year_start, semester.number, language)


def _correction(order: CorrectionView) -> str:
    """One applied order on the paper: document, day, whose result."""
    day = date_format(timezone.localtime(order.applied_at), "d.m.Y") if order.applied_at else ""
    return f"{order.document}, {day}: {order.student_name}"


def heading(control_form: str) -> str:
    """What the sheet is called by its form of control (EB-08.10f, EB-08.10g)."""
    if control_form == ControlForm.EXAM:
        return pgettext("printed form", "Exam grade sheet")
    return pgettext("printed form", "Pass/fail test sheet")


def control_form_word(control_form: str) -> str:
    """The form of control in words."""
    if control_form == ControlForm.EXAM:
        return pgettext("form of control", "Exam")
    return pgettext("form of control", "Pass/fail test")


def _columns(page: SheetPage) -> list[tuple[ScoreColumn, Callable[[SheetRow], str]]]:
    """Score columns that carry points under the policy, in the order of the semester, with what they print."""
    caps = page.policy.policy.caps(ControlForm(page.control_form))
    found: list[tuple[ScoreColumn, Callable[[SheetRow], str]]] = []
    if caps.attendance:
        heading_ = ScoreColumn(gettext("Attendance"), shown(caps.attendance))
        found.append((heading_, lambda row: shown(row.attendance)))
    if caps.progress:
        heading_ = ScoreColumn(gettext("Progress"), shown(caps.progress))
        found.append((heading_, lambda row: shown(row.progress)))
    for place, cap in enumerate(page.checkpoint_caps):
        title = gettext("Checkpoint %(number)s") % {"number": place + 1}
        found.append((ScoreColumn(title, shown(cap)), partial(_checkpoint, place)))
    if page.final_maximum:
        heading_ = ScoreColumn(control_form_word(page.control_form), shown(caps.final))
        found.append((heading_, _final))
    return found


def _checkpoint(place: int, row: SheetRow) -> str:
    return shown(row.checkpoints[place]) if place < len(row.checkpoints) else "–"


def _final(row: SheetRow) -> str:
    """Points of the final control, in a 5-point policy the mark, or the sign of who did not appear."""
    return final_shown(row.final.points, absent=row.final.absent)


def _row(page: SheetPage, row: SheetRow, scores: Sequence[str]) -> PrintedRow:
    if not row.standing.counts:
        gone = str(STANDINGS[row.standing])
        return PrintedRow(
            str(row.position), row.name, row.record_book_number, [""] * len(scores), "", "", gone.lower()
        )
    return PrintedRow(
        number=str(row.position),
        name=row.name,
        record_book=row.record_book_number,
        scores=scores,
        total=shown(row.total) if row.decided else "",
        letter=row.letter,
        in_words=words_of(page, row),
    )


def words_of(page: SheetPage, row: SheetRow) -> str:
    """The result in words as the sheet says it."""
    if not row.decided:
        return ""
    return in_words(row.outcome, row.traditional, pass_fail=page.control_form == ControlForm.PASS_FAIL)


def _totals(page: SheetPage) -> list[Labelled]:
    """Counts by result, and the shares that the session's summary uses (EB-08.7)."""
    decided = [row for row in page.listed if row.decided]
    counts = Counter(words_of(page, row) for row in decided)
    if page.control_form == ControlForm.PASS_FAIL:
        order = [*map(str, PASS_FAIL_WORDS.values())]
    else:
        order = [*map(str, IN_WORDS.values())]
    order.append(str(OUTCOMES[SheetOutcome.NOT_APPEARED]).lower())
    whole = tally((row.outcome, row.traditional, 1) for row in decided)
    totals = [Labelled(word, str(counts[word])) for word in order]
    totals.append(Labelled(gettext("Success in per cent"), shown(whole.success_percent)))
    totals.append(Labelled(gettext("Quality in per cent"), shown(whole.quality_percent)))
    return totals


def _signature(page: SheetPage, role: SignatureRole) -> SignatureBlock:
    signed = next((item for item in page.standing_signatures if item.role is role), None)
    if signed is None:
        leads = [teacher.full_name for teacher in page.line.teachers if teacher.is_lead]
        return SignatureBlock(str(ROLES[role]), ", ".join(leads) if role is SignatureRole.TEACHER else "")
    return SignatureBlock(
        role=str(ROLES[role]),
        name=signed.name,
        note=labels.signed_note(),
        signed_at=date_format(timezone.localtime(signed.signed_at), "d.m.Y H:i"),
        key=f"SHA-256 {signed.digest[:32]}…",
    )


def _draft(page: SheetPage, form: GradeSheetForm) -> Draft:
    """The document: what the code tells to whoever checks it is about the sheet as a whole, not about people."""
    by_letter = Counter(row.letter for row in page.listed if row.letter)
    letters = ", ".join(f"{band.letter}: {by_letter[band.letter]}" for band in page.policy.policy.letters)
    facts = [
        (form.headline[1].label, form.headline[1].value),
        (form.details[0].label, form.details[0].value),
        (form.details[2].label, form.details[2].value),
        (form.details[4].label, form.details[4].value),
        (form.headline[2].label, form.headline[2].value),
        (gettext("Students"), str(len(page.listed))),
        (gettext("Letters"), letters),
        (form.labels.digest, form.digest[:32]),
    ]
    target = Subject(
        kind=KIND,
        id=page.id,
        faculty_id=page.line.group.faculty_id,
        group_id=page.line.group.id,
        owners=frozenset(t.user_id for t in page.line.teachers if t.user_id is not None),
    )
    return Draft(
        kind=KIND,
        number=page.number,
        subject=target,
        language=form.language,
        title=f"{form.heading} № {page.number}",
        facts=facts,
        content=asdict(form),
    )


def _stamped(form: GradeSheetForm, stamp: Stamp) -> GradeSheetForm:
    return replace(form, qr_svg=stamp.qr_svg, qr_caption=labels.code_caption(), check_address=stamp.address)
