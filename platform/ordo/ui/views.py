"""Files and pages of the design system: theme, manifest, service worker, style guide, choice of theme."""

import hashlib
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordo.ui import guide as samples
from ordo.ui.brand import LIGHT, theme_css, theme_version
from ordo.ui.context import THEME_COOKIE, THEMES, brand_of, brand_values

YEAR_SECONDS = 31_536_000
PRECACHED = ("ui/app.css", "ui/icons.svg", "ui/icon.svg", "ui/js/shell.js")
"""Static files that the service worker keeps from the start; others are kept by the browser's own cache."""


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The university's colours as one style sheet; kept for a year when asked for by its version."""
    values = brand_values(request)
    answer = HttpResponse(theme_css(values), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == theme_version(values):
        answer["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        answer["Cache-Control"] = "public, max-age=300"
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: the university's name and colour, so that the cabinet can be installed."""
    brand = brand_of(request)
    language = (get_language() or "ky")[:2]
    icons = [
        {"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("ui/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("ui/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
    ]
    content = {
        "id": "/app/",
        "name": brand.name(language),
        "short_name": brand.short_name(language),
        "lang": language,
        "start_url": "/app/",
        "scope": "/",
        "display": "standalone",
        "background_color": LIGHT.page,
        "theme_color": brand.colour,
        "icons": icons,
    }
    answer = JsonResponse(
        content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker at the root, so that its scope is the whole host; always asked for afresh."""
    theme_url = f"{reverse('theme-css')}?v={theme_version(brand_values(request))}"
    files = [theme_url, *(static(name) for name in PRECACHED)]
    context = {
        "files": json.dumps(files),
        "offline": reverse("offline"),
        "prefix": settings.STATIC_URL,
        "version": hashlib.sha256("\n".join(files).encode()).hexdigest()[:12],
    }
    text = render_to_string("ui/sw.js", context)
    return HttpResponse(
        text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page kept for 'no network': three languages at once, nothing of any person in it."""
    return render(request, "ui/offline.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme of this browser for a year and go back to the page; for browsers without scripts."""
    wanted = request.POST.get("theme", "")
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(target if safe else "/")
    if wanted in THEMES:
        answer.set_cookie(
            THEME_COOKIE, wanted, max_age=YEAR_SECONDS, secure=request.is_secure(), samesite="Lax"
        )
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer


@require_safe
@never_cache
def guide(request: HttpRequest) -> HttpResponse:
    """The living style guide: every component with samples; the target of the accessibility tests."""
    return render(request, "ui/guide/index.html", samples.context())


@require_safe
@never_cache
def guide_list(request: HttpRequest) -> HttpResponse:
    """The list pattern with sample rows: filters, sort, columns, totals, pages, bulk actions."""
    return render(request, "ui/guide/list.html", samples.list_context(request))


@require_safe
def guide_error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page as people see it, answered with 200 because here it is a sample."""
    if status not in samples.ERRORS:
        raise Http404
    return render(request, "ui/error.html", samples.error_context(status))


@require_safe
def guide_sign_in(request: HttpRequest) -> HttpResponse:
    """The layout of log-in pages with a sample form that leads nowhere."""
    return render(request, "ui/guide/sign_in.html", samples.sign_in_context())
