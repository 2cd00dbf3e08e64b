"""The kinds of jobs: a code, a title, and the function that does the work; found in every app's `jobs.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ordo.jobs.progress import Progress

Work = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """`work(progress, **params) -> result`; `page` is the url name that shows the result of a job id, if any."""

    code: str
    title: str | Promise
    work: Work
    page: str = ""


_kinds: dict[str, JobKind] = {}


def job(code: str, title: str | Promise, *, page: str = "") -> Callable[[Work], Work]:
    """Enter a function as the work of a kind of job."""

    def decorate(work: Work) -> Work:
        _kinds[code] = JobKind(code, title, work, page)
        return work

    return decorate


def kind(code: str) -> JobKind:
    """The kind by its code; KeyError for one nobody declared."""
    return _kinds[code]


__all__ = ["JobKind", "Progress", "job", "kind"]
