"""Settings under which the design system stands alone: no database, no kernel, one invented university."""

from collections.abc import Callable
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
ROOT_URLCONF = "tests.platform.ui.standalone_urls"
DATABASES: dict[str, object] = {}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_cotton",
    "django_filters",
    "django_tables2",
    "csp",
    "ordo.ui",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tests.platform.ui.standalone.invented_university",
    "django_htmx.middleware.HtmxMiddleware",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tests.platform.ui.standalone.visitor",
                "ordo.ui.context.shell",
            ],
        },
    }
]
LANGUAGE_CODE = "ru"
LANGUAGES = [("ky", "Kyrgyz"), ("ru", "Russian"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"
FORM_RENDERER = "ordo.ui.forms.OrdoFormRenderer"
FORMAT_MODULE_PATH = ["ordo.ui.formats"]
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
    },
}

NAMES = {
    "ky": ("Сыноо университети", "СУ"),
    "ru": ("Университет испытаний", "УИ"),
    "en": ("University of Trials", "UT"),
}


def invented_university(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that puts a university of no database on the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name, short = NAMES[(get_language() or "ky")[:2]]
        brand = {"colour": "#14507a", "accent": "#c0712b"}
        vars(request)["tenant"] = SimpleNamespace(brand=brand, name=name, short_name=short)
        return get_response(request)

    return middleware


def visitor(request: HttpRequest) -> dict[str, object]:
    """Somebody signed in when the address asks for it, so that the shell of the cabinet can be looked at."""
    if "signed-in" not in request.GET:
        return {}
    person = SimpleNamespace(is_authenticated=True, pk=7, get_full_name="Асанова Айгүл", get_username="aigul")
    return {"user": person}
