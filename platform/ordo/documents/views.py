"""The public check of documents: no log-in, three languages, nothing but what the paper says (architecture §7)."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ordo.documents import attempts, selectors, signing
from ordo.documents.forms import CodeForm, FileForm

_TOKEN = re.compile(r"(?:^|/verify/)([A-Za-z0-9_-]{22,32})/?$")
View = Callable[..., HttpResponse]


def _private(view: View) -> View:
    """No cache, no search engine; too many looks from one address are answered with 429."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limit = attempts.GUESSES if request.method == "POST" else attempts.LOOKS
        response = (
            view(request, *args, **kwargs) if attempts.allowed(request, limit) else _too_many(request, limit)
        )
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def find(request: HttpRequest) -> HttpResponse:
    """`/verify/`: a pasted code, a number or a file."""
    if request.method == "POST" and "file" in request.FILES:
        return _by_file(request)
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if not form.is_valid():
        return _page(request, form=form)
    text: str = form.cleaned_data["text"]
    if signing.extract(text) is not None:
        return _page(request, signed=selectors.check_signed(text))
    token = _TOKEN.search(text.partition("#")[0].strip())
    if token and selectors.by_token(token[1]):
        return redirect("documents:check", token=token[1])
    found = selectors.by_number(text.strip()[:60])
    return _page(request, outlines=found, missing=not found)


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def check(request: HttpRequest, token: str) -> HttpResponse:
    """`/verify/<token>/`: one document, by the code printed on it; 404 for what this university did not issue."""
    document = selectors.by_token(token)
    if document is None:
        return _page(request, missing=True, status=HTTPStatus.NOT_FOUND)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    same: bool | None = None
    if form.is_valid():
        same = _sha256(form.cleaned_data["file"]) == document.sha256
    context = {"title": document.title, "document": document, "form": form, "same": same}
    return render(request, "documents/check.html", context)


@require_safe
def key_set(_request: HttpRequest) -> JsonResponse:
    """`/verify/keys.json`: public keys as a JSON Web Key Set (RFC 8037), for programs that verify offline."""
    keys = [
        {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": _base64url(public)}
        for kid, public in sorted(selectors.public_keys().items())
    ]
    response = JsonResponse({"keys": keys})
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _by_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, file_form=form)
    document = selectors.by_sha256(_sha256(form.cleaned_data["file"]))
    if document is None:
        return _page(request, unknown_file=True)
    context = {"title": document.title, "document": document, "form": FileForm(), "same": True}
    return render(request, "documents/check.html", context)


def _page(request: HttpRequest, *, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    values = {"title": _("Check a document"), "form": CodeForm(), "file_form": FileForm(), **context}
    return render(request, "documents/find.html", values, status=status)


def _too_many(request: HttpRequest, limit: attempts.Limit) -> HttpResponse:
    response = _page(request, too_many=True, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(limit.seconds)
    return response


def _sha256(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    return digest.hexdigest()


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
