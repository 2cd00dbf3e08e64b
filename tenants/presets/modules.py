"""Labels of the modules that a preset switches on."""

from typing import Final

CORE: Final = frozenset({"structure", "people", "teaching", "grading", "journal", "sheets"})
"""Registers without which no university runs: student records, plans' lines, journals, grade sheets."""

LEARNING: Final = frozenset(
    {
        "timetable",
        "testing",
        "distance",
        "library",
        "single_window",
        "curriculum",
        "load",
        "curator",
    }
)
"""The eBilim modules that all four universities start with."""

EBILIM: Final = CORE | LEARNING | {"cash_desk", "admissions"}
"""All seventeen modules of eBilim (EB-01 … EB-17); cabinets and administration are the platform's own."""

QUALITY: Final = "quality"
QR_VISIT: Final = "qr_visit"
DOCUMENT_FLOW: Final = "document_flow"
REGISTRATION: Final = "registration"
DORMITORY: Final = "dormitory"
