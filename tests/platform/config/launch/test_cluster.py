"""The embedded PostgreSQL: started by the first, stopped by the last, whole after a crash."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ordo.config.launch import cluster as launch_cluster
from ordo.config.launch.cluster import Cluster
from ordo.config.launch.sentences import Refusal


@pytest.fixture
def cluster(ordo_home: Path) -> Iterator[Cluster]:
    """A server of its own, not yet started."""
    ordo_home.mkdir()
    server = Cluster(ordo_home)
    yield server
    server.release()
    # Shown only beside a failure.
    sys.stdout.write(server.log.read_text(errors="replace") if server.log.exists() else "no log")


def test_it_holds_kyrgyz_letters_and_the_extensions(cluster: Cluster) -> None:
    cluster.acquire()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for name in ("pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {name}")
        assert connection.execute("SELECT lower('ӨҢҮ')").fetchone() == ("өңү",)


def test_nobody_else_may_enter_and_nothing_listens_on_the_network(cluster: Cluster) -> None:
    cluster.acquire()
    for folder in (cluster.data, cluster.socket_folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with psycopg.connect(cluster.url("postgres")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_after_kill_9_it_recovers_what_was_committed(cluster: Cluster) -> None:
    cluster.acquire()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE mark AS SELECT 5 AS value")
    pid = cluster.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    successor = Cluster(cluster.home)
    successor.acquire()
    assert successor.server_pid() not in {None, pid}
    with psycopg.connect(successor.url("postgres")) as connection:
        assert connection.execute("SELECT value FROM mark").fetchone() == (5,)
    successor.release()


def test_a_crash_under_many_connections_is_waited_out(cluster: Cluster) -> None:
    code = (
        "import psycopg, sys\n"
        "with psycopg.connect(sys.argv[1], autocommit=True) as connection:\n"
        "    print('on', flush=True)\n"
        "    while True: connection.execute('SELECT count(*) FROM generate_series(1, 200000)')\n"
    )
    cluster.acquire()
    command = [sys.executable, "-c", code, cluster.url("postgres")]
    clients = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(16)
    ]
    for client in clients:
        assert client.stdout is not None
        client.stdout.readline()
    pid = cluster.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    successor = Cluster(cluster.home)
    successor.acquire()
    psycopg.connect(successor.url("postgres")).close()
    successor.release()
    for client in clients:
        client.kill()
        client.wait()


def test_an_id_that_now_belongs_to_a_stranger_does_not_hinder_the_start(cluster: Cluster) -> None:
    cluster.acquire()
    kept = (cluster.data / "postmaster.pid").read_text()
    cluster.release()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    lines = [str(stranger.pid), *kept.splitlines()[1:]]
    (cluster.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    cluster.acquire()
    assert cluster.server_pid() not in {None, stranger.pid}
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_the_last_user_stops_it_even_when_another_was_killed(cluster: Cluster) -> None:
    cluster.acquire()
    code = (
        "import pathlib, sys, time; from ordo.config.launch.cluster import Cluster;"
        "Cluster(pathlib.Path(sys.argv[1])).acquire(); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(cluster.home)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    first = Cluster(cluster.home)
    first.acquire()
    cluster.release()
    assert cluster.server_pid() is not None
    other.kill()
    other.wait()
    first.release()
    assert cluster.server_pid() is None


def test_a_long_path_takes_its_socket_elsewhere(ordo_home: Path) -> None:
    deep = ordo_home / ("a" * 90)
    deep.mkdir(parents=True)
    server = Cluster(deep)
    server.acquire()
    try:
        assert not server.socket_folder.is_relative_to(deep)
        psycopg.connect(server.url("postgres")).close()
    finally:
        server.release()
        server.socket_folder.rmdir()


def test_data_of_another_version_is_refused(cluster: Cluster) -> None:
    cluster.acquire()
    cluster.release()
    (cluster.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refusal, match="made by PostgreSQL 15"):
        cluster.acquire()


def test_a_server_that_cannot_start_names_its_log(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch_cluster, "_SETTINGS", "no_such_setting = 1\n")
    start = time.monotonic()
    with pytest.raises(Refusal) as refused:
        cluster.acquire()
    assert refused.value.key == "database_failed"
    assert time.monotonic() - start < 30
    assert "no_such_setting" in cluster.log.read_text()
