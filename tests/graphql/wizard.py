"""What tests of imports in the API share: texts, a file beside a query, and the worker's work."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordo.jobs import services as jobs
from ordo.jobs.models import Job

UPLOAD = """mutation ($kind: String!, $file: Upload!) {
  uploadImport(kind: $kind, file: $file) { id status fileName fileSize counts { rows } } }"""
ONE = """query ($id: UUID!) { import(id: $id) { status kindTitle done jobId failure { sentence rows }
  counts { rows new change same bad problems applied undone } } }"""
MANY = "{ imports { totalCount edges { node { id fileName startedBy } } } }"
COLUMNS = """query ($id: UUID!) { importColumns(id: $id) { captions columns { code title required caption }
  questions { code proposed choices { value } } } }"""
PROBLEMS = """query ($id: UUID!, $first: Int! = 50, $after: String) {
  importProblems(id: $id, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
  edges { node { number sheet row name code kind sentence column stops } } } }"""
ROWS = """query ($id: UUID!, $action: ImportAction, $first: Int! = 50) {
  importRows(id: $id, action: $action, first: $first) { totalCount
  edges { node { sheet row name action applied problems changes { field before after } } } } }"""
CHECK = """mutation ($id: UUID!, $mapping: [ImportColumnInput!], $answers: [ImportAnswerInput!]) {
  askCheck(id: $id, mapping: $mapping, answers: $answers) { id status jobId } }"""
APPLY = "mutation ($id: UUID!) { applyImport(id: $id) { status } }"
UNDO = "mutation ($id: UUID!) { undoImport(id: $id) { status } }"
CANCEL = "mutation ($id: UUID!) { cancelJob(id: $id) { status } }"


def form(content: bytes, kind: str = "students", name: str = "list.xlsx", **parts: Any) -> dict[str, Any]:
    """The parts of a request with a file; parts given by name replace or add, None leaves out."""
    operations = {"query": UPLOAD, "variables": {"kind": kind, "file": None}}
    made = {
        "operations": json.dumps(operations),
        "map": json.dumps({"0": ["variables.file"]}),
        "0": SimpleUploadedFile(name, content),
    } | parts
    return {key: value for key, value in made.items() if value is not None}


def upload(browser: Client, content: bytes, **more: Any) -> dict[str, Any]:
    """Send a file and give the import that came of it."""
    answer = browser.post("/graphql/", form(content, **more)).json()
    assert "errors" not in answer, answer
    made: dict[str, Any] = answer["data"]["uploadImport"]
    return made


def work() -> None:
    """Do what the worker would."""
    for pk in Job.objects.filter(status="queued").values_list("pk", flat=True):
        jobs.run(pk)


class Silent:
    """A progress bar that writes nothing: the test's transaction is not committed."""

    def __init__(self, job_id: Any, total: int = 0) -> None:
        self.job_id = job_id

    def step(self, done: int | None = None, *, total: int | None = None) -> None:
        """Nothing is written."""

    def close(self) -> None:
        """Nothing is open."""
