"""Entries of the public site: the first page by language, pages, search, pictures, map."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog
from wagtail import views as wagtail_views
from wagtail.admin.localization import get_localized_response
from wagtail.images import get_image_model

from cms.portal import selectors
from cms.portal.routing import language_of

YEAR_SECONDS = 31_536_000
PICTURES = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
            ".png": "image/png", ".gif": "image/gif"}  # fmt: skip
"""What the site gives out as a picture; anything else that lies in the store is none."""
_script_words = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cms.portal"])


def _in_language_of_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run a view in the language its address names, and let the rest of the platform follow it."""

    def speaking(request: HttpRequest, *args: Any) -> HttpResponse:
        language = language_of(request.path_info)
        translation.activate(language)
        response = view(request, *args)
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=YEAR_SECONDS,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    return speaking


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """`/`: to the first page in the reader's language."""
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@_in_language_of_address
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """`/<language>/…`: a page of the site."""
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


@_in_language_of_address
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/<language>/search/?q=…`: published pages of that language."""
    language = language_of(request.path_info)
    query = request.GET.get("q", "").strip()[:100]
    context = {
        **selectors.empty_surroundings(language),
        "title": _("Search"),
        "query": query,
        "found": selectors.found_pages(language, query, request.GET.get("page")),
    }
    return render(request, "portal/search.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """`/media/images/…`: a rendition this university's register knows; originals and foreign files are not there."""
    renditions = get_image_model().get_rendition_model().objects
    rendition = renditions.select_related("image__collection").filter(file=name).first()
    suffix = f".{name.rpartition('.')[2].lower()}"
    if rendition is None or suffix not in PICTURES:
        raise Http404
    restrictions = list(rendition.image.collection.get_view_restrictions())
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    storage: Storage = rendition.file.storage
    if not storage.exists(name):
        raise Http404
    response = FileResponse(storage.open(name), content_type=PICTURES[suffix])
    kept = "private, no-cache" if restrictions else f"public, max-age={YEAR_SECONDS}, immutable"
    response["Cache-Control"] = kept
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def editor_words(request: HttpRequest) -> HttpResponse:
    """Words of the editor's scripts: Wagtail's own, with ours where it has no Kyrgyz (trap 27)."""
    response: HttpResponse = get_localized_response(_script_words, request)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: the site may be read, the cabinets not."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/app/", "/console/", "/accounts/", "/graphql/")),
    ]
    lines += [f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every public page with the day of its last change."""
    pages = [(request.build_absolute_uri(path), day) for path, day in selectors.mapped_pages(request)]
    return render(request, "portal/sitemap.xml", {"pages": pages}, content_type="application/xml")
