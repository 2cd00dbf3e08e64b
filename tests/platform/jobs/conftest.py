"""A real worker on a copy of the prepared database, with either broker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ordo.jobs.models import Job, JobStatus
from ordo.tenancy.current import inside
from tests import databases

REDIS = os.environ.get("ORDO_TEST_REDIS_URL", "redis://127.0.0.1:6379/13")


@dataclass
class Workshop:
    """A database, a broker, and workers started and killed by the test."""

    environment: dict[str, str]
    home: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self) -> None:
        """Start one and wait until it listens."""
        log = self.home / f"worker-{len(self.workers)}.log"
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [sys.executable, "-m", "ordo.config", "worker"], cwd=databases.ROOT, env=self.environment,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.workers.append(worker)
        wait_for(lambda: b" ready." in log.read_bytes() or worker.poll() is not None, 60)
        assert worker.poll() is None, log.read_text(errors="replace")[-3000:]

    def kill_worker(self) -> None:
        """Kill the newest one and its processes as a power cut would."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=10)

    def ask(self, schema: str, **params: Any) -> UUID:
        """Ask for slow work in a university, from a process of its own."""
        command = [sys.executable, "-m", "tests.platform.jobs.ask", schema, "tests.slow", json.dumps(params)]
        asked = subprocess.run(
            command, cwd=databases.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
        return UUID(asked.stdout.strip())

    def close(self) -> None:
        """End what still runs."""
        for worker in self.workers:
            if worker.poll() is None:
                worker.terminate()
        for worker in self.workers:
            try:
                worker.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait(timeout=10)


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Look five times a second until it is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


def job(schema: str, job_id: UUID) -> Job:
    """The row as it stands now."""
    with inside(schema):
        return Job.objects.get(pk=job_id)


def ended(schema: str, job_id: UUID) -> Job:
    """The row once the job has ended."""
    wait_for(lambda: not job(schema, job_id).is_open)
    return job(schema, job_id)


def running(schema: str, job_id: UUID) -> Job:
    """The row once the job is under way."""
    wait_for(lambda: job(schema, job_id).status == JobStatus.RUNNING and job(schema, job_id).done > 0)
    return job(schema, job_id)


def _redis_answers() -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(REDIS, socket_timeout=1).ping())
    except redis.RedisError:
        return False


@pytest.fixture(params=["filesystem", "redis"])
def workshop(request: pytest.FixtureRequest, own_database: str, tmp_path: Path) -> Iterator[Workshop]:
    """The place of work; the redis one only where a Redis answers."""
    if request.param == "redis" and not _redis_answers():
        pytest.skip("no Redis answers")
    environment = {
        **os.environ,
        "ORDO_HOME": str(tmp_path),
        "ORDO_SECRET_KEY": databases.SECRET_KEY,
        "ORDO_PROCESS": "app",
        "ORDO_EXTRA_APPS": "tests.platform.jobs.slow",
        "ORDO_BROKER_URL": "filesystem://" if request.param == "filesystem" else REDIS,
        "DATABASE_URL": databases.url_for(own_database),
        "ORDO_APP_DATABASE_URL": databases.application_url(own_database),
        "DJANGO_SETTINGS_MODULE": "ordo.config.settings",
        "PYTHONPATH": os.pathsep.join(str(databases.ROOT / part) for part in ("", "platform", "graphql")),
    }
    place = Workshop(environment, tmp_path)
    try:
        yield place
    finally:
        place.close()
