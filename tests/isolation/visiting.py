"""Browsers of one university that are handed the addresses and ids of another."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey
from django.test import Client

from ordo.accounts.models import User
from ordo.tenancy.current import inside
from tests.isolation.canaries import found_in
from tests.isolation.walking import Address
from tests.isolation.world import SLUGS, House

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANONYMOUS = "anonymous"


def values_of(house: House) -> tuple[dict[str, str], dict[str, str]]:
    """What a house puts into an address: by kind of parameter, and by its name."""
    kinds = {
        "int": str(house.first_id),
        "uuid": str(house.ids["job"]),
        "slug": "students",
        "str": f"{house.first_id}",
        "path": f"news/{SLUGS[house.schema]}/",
        "check_code": house.secrets["document"],
    }
    names = {
        "run_id": str(house.ids["run"]),
        "job_id": str(house.ids["job"]),
        "key": "isolation.canary",
        "status": "404",
        "number": "1",
        "name": house.ids["document_path"],
        "token": house.secrets["document"],
    }
    return kinds, names


def form_of(house: House) -> dict[str, str]:
    """A form that names things of the house under every name a foreign key has."""
    names = {
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    }
    first = str(house.first_id)
    form = dict.fromkeys([*names, *(f"{name}_id" for name in names), "pk", "id", "ids", "next"], first)
    return {**form, "token": house.secrets["document"], "secret": house.secrets["activation"],
            "number": "canary", "text": house.secrets["signed_text"], "value": "x"}  # fmt: skip


@dataclass
class Visitor:
    """One person's browser at one university; signs in again whenever an answer took the session away."""

    schema: str
    role: str
    user_id: int | None
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(HTTP_HOST=f"{self.schema}.localhost", raise_request_exception=False)
        self._sign_in()

    def _sign_in(self) -> None:
        self.client.cookies.clear()
        if self.user_id is not None:
            with inside(self.schema):
                self.client.force_login(User.objects.get(pk=self.user_id), backend=BACKEND)

    def visit(self, method: str, path: str, form: dict[str, str] | None = None) -> Any:
        """Ask for a path; the body comes back whole, streamed files too."""
        response = self.client.generic(method, path) if form is None else self.client.post(path, form)
        if settings.SESSION_COOKIE_NAME in response.cookies:
            self._sign_in()
        return response


def leak_in(response: Any, schema: str) -> str:
    """The canary in any part of a response, each looked at by itself."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.items()) + str(response.cookies)
    return found_in(bytes(content), schema) or found_in(head, schema)


def leads_to_sign_in(response: Any) -> bool:
    """Whether an answer is the redirect to the sign-in page."""
    return response.status_code == 302 and urlsplit(response["Location"]).path == "/accounts/login/"


def paths_of(address: Address, house: House) -> str:
    """The address filled with things of the house."""
    kinds, names = values_of(house)
    return address.filled(kinds, names)
