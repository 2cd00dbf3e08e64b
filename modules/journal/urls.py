"""Addresses below /app/journal/."""

from django.urls import path

from modules.journal.views import cells, lessons, pages

urlpatterns = [
    path("", pages.journals, name="journals"),
    path("mine/", pages.mine, name="mine"),
    path("open/<int:line_id>/", pages.open_line, name="open"),
    path("<int:journal_id>/", pages.journal, name="journal"),
    path("<int:journal_id>/cells", cells.cells, name="cells"),
    path("<int:journal_id>/history", pages.cell_history, name="history"),
    path("<int:journal_id>/points/<int:student_id>", pages.points, name="points"),
    path("<int:journal_id>/lessons/add/", lessons.new_lesson, name="new-lesson"),
    path("<int:journal_id>/lessons/<int:lesson_id>/", lessons.lesson, name="lesson"),
    path("<int:journal_id>/checkpoints/<int:number>/works/add/", lessons.new_work, name="new-work"),
    path("<int:journal_id>/checkpoints/<int:number>/total", lessons.set_total, name="set-total"),
    path("<int:journal_id>/works/<int:work_id>/", lessons.work, name="work"),
]
