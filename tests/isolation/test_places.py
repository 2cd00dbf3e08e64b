"""Where data may lie or run: models, caches, files, tasks, kinds of jobs and imports. New ones must be classified."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousFileOperation, SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db.models import FileField

from ordo.access.permissions_registry import info_of
from ordo.exchange import kinds as import_kinds
from ordo.files.storage import UniversityS3Storage
from ordo.jobs import kinds as job_kinds
from ordo.jobs import services as jobs
from ordo.jobs.models import Job, JobStatus
from ordo.tenancy.current import NoUniversity, inside
from ordo.tenancy.names import InvalidSchemaName
from ordo.tenancy.tasks import HEADER, TenantTask
from tests.isolation.canaries import found_in
from tests.isolation.conftest import Houses
from tests.isolation.counting import Probes
from tests.isolation.filling import checksums, tables

# Where the tables of an app stand.
APPS = {
    "public": {"tenants"},
    "university": {
        "access", "accounts", "auth", "contenttypes", "documents", "exchange", "grading", "jobs", "journal", "ledger",
        "modular", "people", "pghistory", "portal", "sample", "sessions", "sheets", "simple_translation", "structure",
        "taggit", "teaching", "tenancy", "wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailembeds",
        "wagtailimages", "wagtailredirects", "wagtailsearch", "wagtailusers", "account", "audit",
    },
}  # fmt: skip
# Celery's own, which this program never sends: they carry other tasks, and those are checked themselves.
BUILT_IN = "celery."
# Reviewed: what the task's function does when it is run in a university.
TASKS = {
    "ordo.jobs.run": "one job by its id",
    "ordo.jobs.watch": "lost jobs of one university",
    "ordo.ledger.daily_root": "the day's root of one university",
    "ordo.ledger.forget_keys": "old request keys of one university",
    "tests.sample.write_schema": "the sample module's note",
}
# These stand outside of universities on purpose and only send others into each.
CLOCKS = {"ordo.clock": "sends the hourly tasks into every university"}
JOBS = {"exchange.check", "exchange.apply", "exchange.undo", "sheets.ensure"}
IMPORTS = {"students", "staff", "assignments"}
STRANGE_PATHS = (
    "../nsu/canary.txt",
    "../../etc/passwd",
    "/etc/passwd",
    "imports/../../nsu/canary.txt",
    "..",
    "../nsu",
    "./../nsu/canary.txt",
    "a/../../nsu/canary.txt",
)


def test_every_app_with_tables_is_classified_and_stands_where_it_must(houses: Houses, probes: Probes) -> None:
    there = {
        schema: set(tables(houses.owner, schema))
        for schema in ("public", "nsu", "knu", "template", "platform")
    }
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        table, label = model._meta.db_table, model._meta.app_label
        place = next((name for name, labels in APPS.items() if label in labels), "")
        if not place:
            probes.unclassified.append(f"app {label} ({model.__name__})")
        for schema, found in there.items():
            wanted = (schema == "public") is (place == "public")
            probes.attempt((table in found) is not wanted, f"{table} in {schema}")
    probes.settle(at_least=500)


def test_no_foreign_key_leaves_a_university(houses: Houses, probes: Probes) -> None:
    rows = houses.owner.execute(
        "SELECT a.relnamespace::regnamespace::text, c.conname, a.relnamespace = b.relnamespace FROM pg_constraint c"
        " JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid WHERE c.contype = 'f'"
    ).fetchall()
    for schema, name, is_inside in rows:
        probes.attempt(not is_inside, f"{schema}.{name}")
    probes.settle(at_least=300)


def test_every_cache_keeps_universities_apart(houses: Houses, probes: Probes) -> None:
    for alias in settings.CACHES:
        cache = caches[alias]
        with inside("nsu"):
            cache.set("shared-key", "canary-nsu", version=1)
            cache.set_many({"a": "canary-nsu", "b": "canary-nsu"})
            cache.set("number", 41)
        with inside("knu"):
            probes.attempt(cache.get("shared-key", version=1), f"{alias} get")
            probes.attempt(cache.get_many(["a", "b", "shared-key"]), f"{alias} get_many")
            probes.attempt("shared-key" in cache, f"{alias} contains")
            probes.attempt(not cache.add("shared-key", "own"), f"{alias} add")
            probes.attempt(cache.delete("a"), f"{alias} delete")
            with pytest.raises(ValueError, match="number"):
                cache.incr("number")
        with inside("nsu"):
            probes.attempt(cache.get("shared-key") != "canary-nsu", f"{alias} overwritten")
            probes.attempt(cache.get("number") != 41, f"{alias} counted")
        with inside("public"):
            probes.attempt(cache.get("shared-key"), f"{alias} from public")
    probes.settle(at_least=16)


def _came_out(deed: Callable[[], Any]) -> str:
    """'' when a path was refused or led to nothing."""
    try:
        answer = deed()
    except (SuspiciousFileOperation, FileNotFoundError, IsADirectoryError, PermissionError):
        return ""
    content = answer.read() if hasattr(answer, "read") else str(answer)
    return found_in(content, "nsu") or ("root:" if b"root:" in bytes(str(content), "utf-8") else "")


def test_no_path_leads_into_the_files_of_another(houses: Houses, probes: Probes) -> None:
    nsu = houses.nsu
    names = [nsu.ids["file"], nsu.ids["document_path"], str(nsu.ids["run_file"]), *STRANGE_PATHS]
    with inside("nsu"):
        assert found_in(default_storage.open(nsu.ids["file"]).read(), "nsu")
        home = Path(default_storage.path("x")).parent
    with inside("knu"):
        for name in names:
            if name != nsu.ids["file"]:
                probes.attempt(_came_out(lambda name=name: default_storage.open(name)), f"open {name}")
                probes.attempt(
                    _came_out(lambda name=name: default_storage.exists(name) and "canary-nsu"),
                    f"exists {name}",
                )
            probes.attempt(_is_within(name, home), f"path {name}")
        for name in STRANGE_PATHS:
            with pytest.raises((SuspiciousFileOperation, IsADirectoryError, PermissionError)):
                default_storage.save(name, ContentFile(b"knu"))
            probes.attempt("", f"save {name}")
        folders, files = default_storage.listdir("")
        probes.attempt(found_in(" ".join([*folders, *files]), "nsu"), "listing")
    with inside("public"), pytest.raises(NoUniversity):
        default_storage.path("x")
    probes.settle(at_least=30)


def _is_within(name: str, home: Path) -> str:
    try:
        path = Path(default_storage.path(name)).resolve()
    except SuspiciousFileOperation:
        return ""
    return str(path) if path.is_relative_to(home) else ""


def test_the_prefix_of_an_object_store_is_the_university(houses: Houses, probes: Probes) -> None:
    with inside("oshsu"):
        storage = UniversityS3Storage(bucket_name="b", access_key="k", secret_key="s", location="ignored")
    for schema in ("nsu", "knu", "nsu"):
        with inside(schema):
            probes.attempt(storage._normalize_name("x.txt") != f"{schema}/x.txt", "key")
            for name in ("../oshsu/x", "../../x", "a/../../oshsu/x"):
                with pytest.raises(SuspiciousOperation):
                    storage._normalize_name(name)
                probes.attempt("", name)
    with inside("public"), pytest.raises(NoUniversity):
        storage._normalize_name("x.txt")
    probes.settle(at_least=12)


def test_every_file_column_writes_through_the_universitys_storage(houses: Houses, probes: Probes) -> None:
    assert storages["default"] is default_storage or type(default_storage._wrapped) is type(
        storages["default"]
    )
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                with inside("nsu"):
                    path = Path(field.storage.path("x")).parts
                probes.attempt("nsu" not in path, f"{model.__name__}.{field.name}")
    probes.settle(at_least=4)


def _own_tasks() -> dict[str, Any]:
    current_app.loader.import_default_modules()
    return {name: task for name, task in current_app.tasks.items() if not name.startswith(BUILT_IN)}


def test_every_task_names_its_university_or_is_refused(houses: Houses, probes: Probes) -> None:
    known = TASKS | CLOCKS
    for name, task in _own_tasks().items():
        if name not in known:
            probes.unclassified.append(f"task {name}")
        if name in CLOCKS:
            continue
        probes.attempt(not isinstance(task, TenantTask), f"{name} is no TenantTask")
        for header in (None, "", "public", "template"):
            with pytest.raises(NoUniversity):
                task.apply(
                    args=[str(uuid4())], headers={HEADER: header} if header is not None else {}, throw=True
                )
            probes.attempt("", f"{name} in {header}")
        for header in ("../knu", "NSU", "pg_catalog", "nsu; DROP SCHEMA knu"):
            with pytest.raises((InvalidSchemaName, NoUniversity)):
                task.apply(args=[str(uuid4())], headers={HEADER: header}, throw=True)
            probes.attempt("", f"{name} in {header}")
        with inside("public"), pytest.raises(NoUniversity):
            task.delay(str(uuid4()))
    assert known.keys() <= _own_tasks().keys(), "stale entries"
    probes.settle(at_least=24)


def test_a_message_of_nsu_runs_in_nsu_wherever_the_worker_stands(houses: Houses, probes: Probes) -> None:
    task = current_app.tasks["tests.sample.write_schema"]
    for standing in ("knu", "nsu", "public"):
        with inside(standing):
            probes.attempt(task.apply(headers={HEADER: "nsu"}, throw=True).get() != "nsu", f"from {standing}")
    probes.settle(at_least=3)


def test_the_sender_stamps_the_university_of_the_moment(
    houses: Houses, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import transaction

    sent: list[str] = []
    task = current_app.tasks["tests.sample.write_schema"]
    monkeypatch.setattr("celery.Task.apply_async", lambda self, *a, **o: sent.append(o["headers"][HEADER]))
    with inside("nsu"), transaction.atomic():
        task.delay_on_commit()
        with inside("knu"):
            task.delay_on_commit()
            task.delay()
    assert sent == ["knu", "nsu", "knu"]


def test_every_kind_of_job_works_in_the_university_of_its_row(houses: Houses, probes: Probes) -> None:
    before = checksums(houses.owner, "nsu")
    for code in list(job_kinds._kinds):
        if code not in JOBS:
            probes.unclassified.append(f"kind of job {code}")
        with inside("knu"):
            job = Job.objects.create(
                kind=code, params=_params(houses), asked_by_id=houses.knu.users["system_administrator"]
            )
            jobs.run(job.pk)
            job.refresh_from_db()
            probes.attempt(
                job.status not in {JobStatus.FAILED, JobStatus.DONE}, f"{code} ended as {job.status}"
            )
            probes.attempt(found_in(f"{job.result} {job.failure}", "nsu"), f"{code} tells")
    after = checksums(houses.owner, "nsu")
    probes.attempt({table for table in before if before[table] != after[table]}, "changed tables")
    probes.settle(at_least=2 * len(JOBS))


def _params(houses: Houses) -> dict[str, Any]:
    nsu = houses.nsu
    return {"id": str(nsu.ids["run"]), "semester_id": nsu.ids["semester"], "semester": nsu.ids["semester"]}


def test_every_kind_of_import_has_its_permission(houses: Houses, probes: Probes) -> None:
    for code, kind in import_kinds._kinds.items():
        if code not in IMPORTS:
            probes.unclassified.append(f"kind of import {code}")
        probes.attempt(info_of(kind.permission).kind != "write", f"{code} needs {kind.permission}")
    probes.settle(at_least=2)
