"""The request as views of a university see it."""

from typing import Any

from django.http import HttpRequest

from ordo.access.actor import Actor


class UniversityRequest(HttpRequest):
    """HttpRequest with what the middlewares put on it: who acts, and whose house this is."""

    actor: Actor
    tenant: Any
    urlconf: str
