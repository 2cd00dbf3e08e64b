"""Addresses below /app/people/."""

from django.urls import URLPattern, URLResolver, path

from modules.people.views import employees, groups, students

urlpatterns: list[URLPattern | URLResolver] = [
    path("students/", students.index, name="students"),
    path("students/new/", students.new, name="student_new"),
    path("students/<int:pk>/", students.detail, name="student"),
    path("students/<int:pk>/edit/", students.change, name="student_edit"),
    path("students/<int:pk>/move/", students.move, name="student_move"),
    path("me/", students.own_card, name="own_card"),
    path("employees/", employees.index, name="employees"),
    path("employees/new/", employees.employee, name="employee_new"),
    path("employees/<int:pk>/", employees.detail, name="employee"),
    path("employees/<int:pk>/edit/", employees.employee, name="employee_edit"),
    path("groups/<int:pk>/", groups.detail, name="group"),
    path("groups/<int:pk>/curator/", groups.appoint, {"role": "curator"}, name="appoint_curator"),
    path("groups/<int:pk>/leader/", groups.appoint, {"role": "leader"}, name="appoint_leader"),
]
