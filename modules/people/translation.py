"""People have no translated columns; here they come under audit, whole: an import is undone from the audit events."""

from modules.people.models import Employee, GroupAppointment, GroupMembership, Movement, Student
from ordo.audit.tracking import track

for _model in (Student, Employee, GroupMembership, Movement, GroupAppointment):
    track(_model)
