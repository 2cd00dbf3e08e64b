"""Answers for machines: alive, ready, figures."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ordo.access.middleware import origin_of
from ordo.config.worker import app as celery
from ordo.tenancy.current import schema

OWN_NETWORK = ("127.", "10.", "192.168.", "::1")


def healthz(request: HttpRequest) -> HttpResponse:
    """`/healthz`: the process answers; asks nothing of anybody."""
    return HttpResponse("ok", content_type="text/plain")


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        if not cursor.fetchone()[0]:
            raise RuntimeError("no migrations")


def _isolation() -> None:
    """The connection runs as the role of this university, which owns nothing (trap 4)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user = %s AND NOT EXISTS"
            " (SELECT 1 FROM pg_class WHERE relowner = to_regrole(current_user::text))",
            [f"ordo_t_{schema()}"],
        )
        if settings.ORDO_PROCESS == "app" and not cursor.fetchone()[0]:
            raise RuntimeError("wrong role")


def _cache() -> None:
    cache.set("readyz", 1, 5)
    if cache.get("readyz") != 1:
        raise RuntimeError("the cache forgets")


def _files() -> None:
    default_storage.exists("readyz")


def _broker() -> None:
    with celery.connection_for_write(connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "isolation": _isolation,
    "cache": _cache,
    "files": _files,
    "broker": _broker,
}


def readyz(request: HttpRequest) -> HttpResponse:
    """`/readyz`: database, migrations, isolation, cache, files and broker; 503 with the names of what fails."""
    failed = []
    for name, check in CHECKS.items():
        try:
            check()
        except Exception:
            failed.append(name)
    return JsonResponse({"ready": not failed, "failed": failed}, status=503 if failed else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """`/metrics` for the own network only; 404 for everybody else."""
    if not origin_of(request).startswith(OWN_NETWORK):
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
