"""Universities are filled side by side: they share no row, so each gets a process of its own and a transaction.

On Linux the processes are forked, which costs milliseconds; elsewhere a fork of a loaded program is not safe, so they
are started anew, which costs the loading of the program.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

import django
from django.apps import apps
from django.db import connections

from ordo.config.launch.sentences import Refusal

AT_ONCE: Final = min(4, os.cpu_count() or 1)
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)

Work = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """What a child answers when its work broke: one line; the whole trace goes to the terminal."""

    reason: str


def each(names: Iterable[str], work: Work, at_once: int = AT_ONCE) -> Mapping[str, Any]:
    """Do the work for each name in a process of its own; gives the answers by name, in the order of the names.

    `work` and its answers must be picklable. The first one that fails ends the others and is told as Refusal
    `data_failed`; what others have committed by then stands.
    """
    waiting = list(names)
    answers: dict[str, Any] = dict.fromkeys(waiting)
    running: dict[Connection, tuple[str, BaseProcess]] = {}
    # A connection that two processes hold is of use to neither.
    connections.close_all()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                name = waiting.pop(0)
                reader, process = _start(name, work)
                running[reader] = name, process
            ready = wait(list(running))
            for reader in [one for one in running if one in ready]:
                name, process = running[reader]
                answers[name] = _answer(name, reader, process)
                del running[reader]
    finally:
        for _name, process in running.values():
            process.kill()
            process.join()
    return answers


def _start(name: str, work: Work) -> tuple[Connection, BaseProcess]:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(writer, work, name, os.getpid()), daemon=True)
    process.start()
    # The child holds the only end that writes: when it is gone, the reader meets the end.
    writer.close()
    return reader, process


def _answer(name: str, reader: Connection, process: BaseProcess) -> Any:
    try:
        answer = reader.recv()
    except EOFError:
        process.join()
        answer = Failed(f"exit code {process.exitcode}")
    reader.close()
    process.join()
    if isinstance(answer, Failed):
        raise Refusal("data_failed", schema=name, reason=answer.reason)
    return answer


def _child(writer: Connection, work: Work, name: str, parent: int) -> None:
    """The life of a child: it leaves signals to the launcher, and does not outlive it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    if not apps.ready:
        django.setup()
    try:
        writer.send(work(name))
    except Exception as error:
        writer.send(Failed(f"{type(error).__name__}: {error}"))
        raise
    finally:
        connections.close_all()
