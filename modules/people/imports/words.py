"""What can be wrong with a row of people beyond its cells: the registers say otherwise."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PeopleProblem(StrEnum):
    """Codes kept in rows of imports; they never change."""

    GROUP_MISSING = "people.group_missing"
    GROUP_FOREIGN = "people.group_foreign"
    PROGRAMME_MISSING = "people.programme_missing"
    COURSE_MISSING = "people.course_missing"
    FACULTY_MISSING = "people.faculty_missing"
    PIN_TAKEN = "people.pin_taken"
    PERSON_FOREIGN = "people.person_foreign"
    PERSON_UNCLEAR = "people.person_unclear"
    MOVE_NOT_NOW = "people.move_not_now"
    MOVE_FOREIGN = "people.move_foreign"
    NUMBER_REPEATED = "people.number_repeated"
    NUMBER_TAKEN = "people.number_taken"
    DEPARTMENT_FOREIGN = "people.department_foreign"


WORDS: Mapping[StrEnum, tuple[Promise, Promise]] = {
    PeopleProblem.GROUP_MISSING: (
        _("no group"),
        _("Neither the title of the list nor the name of the sheet says which group this is."),
    ),
    PeopleProblem.GROUP_FOREIGN: (
        _("group of another faculty"),
        _("The group %(group)s belongs to another faculty; its own dean's office imports it."),
    ),
    PeopleProblem.PROGRAMME_MISSING: (
        _("programme unknown"),
        _("The group %(group)s is new, and the list does not give the six-digit code of its programme."),
    ),
    PeopleProblem.COURSE_MISSING: (
        _("year of study unknown"),
        _("The group %(group)s is new, and neither the title nor its name says its year of study."),
    ),
    PeopleProblem.FACULTY_MISSING: (
        _("faculty not chosen"),
        _("The programme %(programme)s is new; choose its faculty at the step of the columns."),
    ),
    PeopleProblem.PIN_TAKEN: (
        _("PIN of another person"),
        _("This PIN already belongs to %(name)s (%(place)s)."),
    ),
    PeopleProblem.PERSON_FOREIGN: (
        _("person of another faculty"),
        _("%(name)s is registered at another faculty, where you may change nothing."),
    ),
    PeopleProblem.PERSON_UNCLEAR: (
        _("person not certain"),
        _("Several people in the registers have this name and date of birth; enter the PIN there first."),
    ),
    PeopleProblem.MOVE_NOT_NOW: (
        _("not possible today"),
        _(
            "The registers show %(name)s in %(group)s with the status “%(status)s”; enter the movement by hand."
        ),
    ),
    PeopleProblem.MOVE_FOREIGN: (
        _("movement not yours to enter"),
        _("The row asks for a transfer or a leave, which you may not enter; leave it to student records."),
    ),
    PeopleProblem.NUMBER_REPEATED: (
        _("same personnel number as %(place)s"),
        _("The same personnel number stands at %(place)s."),
    ),
    PeopleProblem.NUMBER_TAKEN: (
        _("personnel number of another person"),
        _("This personnel number already belongs to %(name)s."),
    ),
    PeopleProblem.DEPARTMENT_FOREIGN: (
        _("department of another faculty"),
        _("You may not enter employees of the department “%(department)s”."),
    ),
}
