"""Addresses below /app/teaching/."""

from django.urls import URLPattern, URLResolver, path

from modules.teaching.views import disciplines, lines

urlpatterns: list[URLPattern | URLResolver] = [
    path("disciplines/", disciplines.index, name="disciplines"),
    path("disciplines/new/", disciplines.discipline, name="discipline_new"),
    path("disciplines/<int:pk>/", disciplines.discipline, name="discipline_edit"),
    path("lines/", lines.index, name="lines"),
    path("lines/new/", lines.line, name="line_new"),
    path("lines/copy/", lines.copy, name="lines_copy"),
    path("lines/<int:pk>/", lines.detail, name="line"),
    path("lines/<int:pk>/edit/", lines.line, name="line_edit"),
    path("lines/<int:pk>/remove/", lines.remove, name="line_remove"),
    path("lines/<int:pk>/assign/", lines.assign, name="line_assign"),
    path(
        "lines/<int:pk>/teachers/<int:assignment_id>/withdraw/",
        lines.teacher,
        {"deed": "withdraw"},
        name="withdraw",
    ),
    path("lines/<int:pk>/teachers/<int:assignment_id>/lead/", lines.teacher, {"deed": "lead"}, name="lead"),
]
