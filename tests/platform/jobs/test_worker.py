"""A real worker behind a real broker: jobs run, are seen, stop, and outlive the worker (architecture §9)."""

from datetime import timedelta

from django.utils import timezone

from ordo.exchange.models import ColumnMapping
from ordo.jobs import services
from ordo.jobs.models import Job, JobStatus
from ordo.tenancy.current import inside
from tests.platform.jobs.conftest import Workshop, ended, job, running


def rows(schema: str) -> int:
    """Rows that slow jobs have committed in a university."""
    with inside(schema):
        return ColumnMapping.objects.filter(kind="tests.slow").count()


def test_a_job_runs_in_its_university_shows_how_far_it_is_and_can_be_stopped(workshop: Workshop) -> None:
    workshop.start_worker()
    first = workshop.ask("knu", steps=3, pause=0.1)
    assert ended("knu", first).result == {"schema": "knu"}
    assert (rows("knu"), rows("nsu")) == (1, 0)

    slow = workshop.ask("nsu", steps=100, pause=0.2)
    seen = running("nsu", slow)
    assert (seen.total, rows("nsu")) == (100, 0)
    with inside("nsu"):
        Job.objects.filter(pk=slow).update(cancel_asked=True)
    stopped = ended("nsu", slow)
    assert (stopped.status, rows("nsu")) == (JobStatus.CANCELLED, 0)
    assert stopped.done < 100


def test_a_job_outlives_its_killed_worker_and_is_done_once(workshop: Workshop) -> None:
    workshop.start_worker()
    slow = workshop.ask("jamu", steps=15, pause=0.2)
    running("jamu", slow)
    workshop.kill_worker()
    assert job("jamu", slow).status == JobStatus.RUNNING
    with inside("jamu"):
        long_ago = timezone.now() - services.LOST_AFTER - timedelta(seconds=1)
        Job.objects.filter(pk=slow).update(heartbeat_at=long_ago)
    workshop.start_worker()
    done = ended("jamu", slow)
    assert (done.status, done.attempts, rows("jamu")) == (JobStatus.DONE, 2, 1)
