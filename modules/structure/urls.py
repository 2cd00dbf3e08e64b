"""Addresses below /app/structure/."""

from django.urls import URLPattern, URLResolver, path

from modules.structure.views import groups, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("groups/", groups.index, name="groups"),
    path("groups/new/", groups.group, name="group_new"),
    path("groups/<int:pk>/", groups.detail, name="group"),
    path("groups/<int:pk>/edit/", groups.group, name="group_edit"),
    path("groups/<int:pk>/subgroups/", groups.subgroups, name="group_subgroups"),
    path("faculties/", units.faculties, name="faculties"),
    path("faculties/new/", units.faculty, name="faculty_new"),
    path("faculties/<int:pk>/", units.faculty, name="faculty_edit"),
    path("departments/", units.departments, name="departments"),
    path("departments/new/", units.department, name="department_new"),
    path("departments/<int:pk>/", units.department, name="department_edit"),
    path("programmes/", units.programmes, name="programmes"),
    path("programmes/new/", units.programme, name="programme_new"),
    path("programmes/<int:pk>/", units.programme, name="programme_edit"),
    path("semesters/", units.semesters, name="semesters"),
    path("semesters/new/", units.semester, name="semester_new"),
    path("semesters/<int:pk>/", units.semester, name="semester_edit"),
]
