"""The database cuts the connection off, the worker is killed: nothing is half-written, and it is done once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from modules.people.models import Student
from ordo.exchange import services
from ordo.exchange.models import ImportRun, RunStatus
from ordo.jobs import services as jobs
from ordo.jobs.models import Job, JobStatus
from ordo.jobs.progress import Progress
from ordo.tenancy.current import inside
from tests import databases
from tests.platform.exchange.rosters import SYSTEM, book, dump, group_list, person, previewed

NAMES = ("Асанова Айгүл", "Бекова Жылдыз", "Токтогулов Бакыт", "Сыдыков Данияр", "Үсөнова Чолпон")


@pytest.fixture
def run(own_database: str) -> Iterator[ImportRun]:
    """A list of five at NSU, checked and about to be applied; everything commits."""
    people = [person(number, name) for number, name in enumerate(NAMES, 1)]
    with inside("nsu"):
        found = previewed(book(group_list("ИСТ-1-25", people)))
        services.ask_apply(actor=SYSTEM, run_id=found.pk)
        yield found


def job_of(run: ImportRun) -> Job:
    """The job that applies the run."""
    run.refresh_from_db()
    return Job.objects.get(pk=run.job_id)


def test_a_connection_cut_off_by_the_database_leaves_nothing_and_the_import_can_be_applied_again(
    run: ImportRun, own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump()
    backend = connection.connection.info.backend_pid
    step = Progress.step

    def cut(self: Progress, done: int | None = None, **options: Any) -> None:
        step(self, done, **options)
        if done == 3:
            with psycopg.connect(databases.url_for(own_database), autocommit=True) as owner:
                assert Student.objects.count() > 0
                owner.execute("SELECT pg_terminate_backend(%s)", [backend])
            Student.objects.count()

    monkeypatch.setattr(Progress, "step", cut)
    jobs.run(job_of(run).pk)
    assert connection.connection.info.backend_pid != backend
    job = job_of(run)
    assert (job.status, job.finished_at is not None) == (JobStatus.FAILED, True)
    assert (run.status, run.failure["code"]) == (RunStatus.READY, "broken")
    assert dump() == before
    monkeypatch.undo()
    services.ask_apply(actor=SYSTEM, run_id=run.pk)
    jobs.run(job_of(run).pk)
    assert (job_of(run).status, run.status) == (JobStatus.DONE, RunStatus.APPLIED)
    assert Student.objects.count() == len(NAMES)


def test_a_killed_worker_leaves_nothing_and_the_watchdog_has_it_done_once(
    run: ImportRun, own_database: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump()
    job = job_of(run)
    command = [sys.executable, "-m", "tests.platform.exchange.kill_in_mid_job", "nsu", str(job.pk)]
    killed = subprocess.run(command, cwd=databases.ROOT, env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-2000:]
    assert dump() == before
    job = job_of(run)
    assert (job.status, run.status) == (JobStatus.RUNNING, RunStatus.APPLYING)
    with pytest.raises(services.WrongState):
        services.ask_apply(actor=SYSTEM, run_id=run.pk)
    sent: list[str] = []
    monkeypatch.setattr("ordo.jobs.services._send", lambda job_id: sent.append(str(job_id)))
    assert jobs.requeue_lost() == 0
    long_ago = timezone.now() - jobs.LOST_AFTER - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=long_ago)
    assert (jobs.requeue_lost(), sent) == (1, [str(job.pk)])
    for _delivery in range(2):
        jobs.run(job.pk)
    done = job_of(run)
    assert (done.status, done.attempts, run.status) == (JobStatus.DONE, 2, RunStatus.APPLIED)
    assert Student.objects.count() == len(NAMES)


@pytest.fixture
def environment(own_database: str) -> dict[str, str]:
    """Variables of a process that works on the test's database and files."""
    return {
        **os.environ,
        "ORDO_HOME": str(Path(settings.MEDIA_ROOT).parent),
        "ORDO_SECRET_KEY": databases.SECRET_KEY,
        "ORDO_PROCESS": "app",
        "DATABASE_URL": databases.url_for(own_database),
        "ORDO_APP_DATABASE_URL": databases.application_url(own_database),
        "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
        "PYTHONPATH": os.pathsep.join(str(databases.ROOT / part) for part in ("", "platform", "graphql")),
    }


def test_without_a_broker_the_job_waits_for_the_watchdog(
    run: ImportRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*args: Any, **options: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("celery.Task.apply_async", unreachable)
    Job.objects.filter(pk=job_of(run).pk).update(status=JobStatus.CANCELLED)
    services.ask_apply(actor=SYSTEM, run_id=run.pk)
    job = job_of(run)
    assert (job.status, run.status) == (JobStatus.QUEUED, RunStatus.APPLYING)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - jobs.LOST_AFTER - timedelta(seconds=1))
    sent: list[str] = []
    monkeypatch.setattr("celery.Task.apply_async", lambda self, args, *rest, **options: sent.append(args[0]))
    assert (jobs.requeue_lost(), sent) == (1, [str(job.pk)])


def test_progress_of_an_open_transaction_is_seen_from_outside(
    run: ImportRun, own_database: str, monkeypatch: pytest.MonkeyPatch, superuser: Callable[..., Any]
) -> None:
    monkeypatch.setattr("ordo.jobs.progress._INTERVAL_SECONDS", 0)
    seen: list[tuple[int, int]] = []
    step = Progress.step

    def look(self: Progress, done: int | None = None, **options: Any) -> None:
        step(self, done, **options)
        with superuser(own_database) as other:
            bar = other.execute("SELECT done FROM nsu.jobs_job WHERE id = %s", [self.job_id]).fetchone()[0]
            written = other.execute("SELECT count(*) FROM nsu.people_student").fetchone()[0]
        seen.append((bar, written))

    monkeypatch.setattr(Progress, "step", look)
    jobs.run(job_of(run).pk)
    assert seen == [(number, 0) for number in range(1, len(NAMES) + 1)]
    assert Student.objects.count() == len(NAMES)
