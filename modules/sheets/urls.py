"""Addresses below /app/results/."""

from django.urls import path

from modules.sheets.views import cells, corrections, lists, papers, results, sheet

urlpatterns = [
    path("", results.mine, name="mine"),
    path("why/<int:line_id>/", results.why, name="why"),
    path("record-book/", results.record_book, name="record-book"),
    path("students/<int:student_id>/", results.student, name="student"),
    path("students/<int:student_id>/why/<int:line_id>/", results.student_why, name="student-why"),
    path("sheets/", lists.sheets, name="sheets"),
    path("sheets/make/<int:semester_id>/", lists.made, name="made"),
    path("sheets/<int:sheet_id>/", sheet.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/cells", cells.cells, name="cells"),
    path("sheets/<int:sheet_id>/points/<int:student_id>", sheet.points, name="points"),
    path("sheets/<int:sheet_id>/sign/", sheet.sign, name="sign"),
    path("sheets/<int:sheet_id>/close/", sheet.close, name="close"),
    path("sheets/<int:sheet_id>/return/", sheet.return_sheet, name="return"),
    path("sheets/<int:sheet_id>/date/", sheet.set_date, name="date"),
    path("sheets/<int:sheet_id>/draft.pdf", papers.draft, name="draft"),
    path("sheets/<int:sheet_id>/issue/", papers.issue, name="issue"),
    path("sheets/<int:sheet_id>/papers/<int:document_id>.pdf", papers.paper, name="paper"),
    path("sheets/<int:sheet_id>/correct/", corrections.request_one, name="correct"),
    path("corrections/", corrections.waiting, name="corrections"),
    path("corrections/<int:order_id>/approve/", corrections.approve, name="approve"),
    path("corrections/<int:order_id>/refuse/", corrections.refuse, name="refuse"),
    path("summary/", lists.summary, name="summary"),
    path("debts/", lists.debts, name="debts"),
]
