"""Words of the printed forms in the language in force; a document's language is set around the call:

with translation.override(language):
    words = labels.sheet_labels()
"""

from django.utils.translation import pgettext

from ordo.documents.grade_sheet import SheetLabels


def sheet_labels() -> SheetLabels:
    """Words of the grade sheet itself."""
    return SheetLabels(
        number=pgettext("printed form", "No."),
        name=pgettext("printed form", "Student's full name"),
        record_book=pgettext("printed form", "Record book"),
        total=pgettext("printed form", "Total"),
        letter=pgettext("printed form", "Letter"),
        in_words=pgettext("printed form", "In words"),
        signature=pgettext("printed form", "Signature"),
        cap=pgettext("printed form", "At most"),
        totals=pgettext("printed form", "Totals"),
        page=page_label(),
        digest=pgettext("printed form", "Head of the register chain"),
        check=pgettext("printed form", "Check"),
    )


def page_label() -> str:
    """'Page {page} of {pages}': the places are filled by the typesetter."""
    return pgettext("printed form", "Page {page} of {pages}")


def signed_note() -> str:
    """What stands in the frame of an electronic signature."""
    return pgettext("printed form", "Signed electronically")


def code_caption() -> str:
    """What stands under the code."""
    return pgettext("printed form", "Check with a phone")


def draft_mark() -> str:
    """What lies across a form that is not issued."""
    return pgettext("printed form", "Draft")
