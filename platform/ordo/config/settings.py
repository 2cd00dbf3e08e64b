"""Django's settings. What is not obvious says why; traps are those of the design's list."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ordo.config import environment as env

ORDO_HOME = env.home()
ORDO_PROCESS = env.process_kind()
ORDO_PORT = env.port()
ORDO_HTTPS = env.flag("ORDO_HTTPS")
ORDO_BASE_HOST = env.text("ORDO_HOST", "localhost")

SECRET_KEY = env.secret() or "only-for-commands-that-touch-no-data"
DEBUG = False
ALLOWED_HOSTS = [ORDO_BASE_HOST, f".{ORDO_BASE_HOST}", *env.text("ORDO_EXTRA_HOSTS").split()]
CSRF_TRUSTED_ORIGINS = [f"https://*.{ORDO_BASE_HOST}"] if ORDO_HTTPS else []
ROOT_URLCONF = "ordo.config.urls_university"
PLATFORM_URLCONF = "ordo.config.urls_platform"
UNKNOWN_UNIVERSITY_VIEW = "ordo.config.errors.unknown_university"
WSGI_APPLICATION = "ordo.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

# --- Apps. Public holds only universities and host names; everything else stands in each university's schema.
SHARED_APPS = ["django_tenants", "tenants"]
# These patch Django and must be ready before the apps they serve (traps 16 and 23).
FIRST_APPS = ["modeltranslation", "pgtrigger", "pghistory"]
KERNEL_APPS = [
    "ordo.tenancy",
    "ordo.modular",
    "ordo.access",
    "ordo.accounts",
    "ordo.audit",
    "ordo.ledger",
    "ordo.jobs",
    "ordo.exchange",
    "ordo.documents",
    "ordo.cabinet",
    "ordo.ui",
]
MODULE_APPS = [
    "modules.structure",
    "modules.people",
    "modules.teaching",
    "modules.grading",
    "modules.journal",
    "modules.sheets",
]
SITE_APPS = ["cms.portal", "api"]
LIBRARY_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_cotton",
    "django_filters",
    "django_tables2",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
]

TENANT_APPS = [
    *FIRST_APPS,
    *KERNEL_APPS,
    *MODULE_APPS,
    *SITE_APPS,
    *LIBRARY_APPS,
    *env.text("ORDO_EXTRA_APPS").split(),
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]

# --- Tenancy
TENANT_MODEL = "tenants.University"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DATABASES: dict[str, Any] = {
    "default": {
        "ENGINE": "ordo.tenancy.backend",
        **env.database().django(),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"connect_timeout": 5},
    }
}
# Audit triggers call the library's helper in their own schema: a university has no way into public (trap 4).
PGTRIGGER_SCHEMA = ""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of everything that looks at an answer's text, inside of WhiteNoise, whose files are compressed already.
    "ordo.config.compression.CompressionMiddleware",
    "ordo.tenancy.middleware.UniversityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ordo.tenancy.sessions.SessionGuardMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ordo.access.middleware.ActorMiddleware",
    "ordo.accounts.middleware.ForcedPasswordMiddleware",
    "ordo.audit.middleware.AuditMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ordo.modular.gate.ModuleGateMiddleware",
    "ordo.config.errors.RefusalMiddleware",
]

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
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "ordo.ui.context.shell",
            ],
        },
    }
]

# --- Languages: Russian is the fallback because Wagtail has no Kyrgyz catalogue (trap 27).
LANGUAGE_CODE = "ru"
LANGUAGES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "ky"
MODELTRANSLATION_LANGUAGES = ("ky", "ru", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("ky", "ru", "en"), "ru": ("ky", "en"), "en": ("ru", "ky")}
LOCALE_PATHS = [env.PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# --- Accounts (JAMU-3.4, KNU-5.6): log-in by name or e-mail, no self-registration.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/app/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ordo.accounts.adapter.UniversityAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key", "change_password": "5/m/user"}
ACCOUNT_FORMS = {"login": "ordo.accounts.forms.SignInForm"}

# --- Cookies are host-only; with HTTPS they carry the __Host- prefix, which a browser refuses for a parent domain.
_PREFIX = "__Host-" if ORDO_HTTPS else ""
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = f"{_PREFIX}ordo-session"
CSRF_COOKIE_NAME = f"{_PREFIX}ordo-csrf"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}ordo-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ORDO_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_HSTS_SECONDS = 31_536_000 if ORDO_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ORDO_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "ordo.config.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    },
}

# --- Caches, broker
REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, Any] = {
    "default": {
        "KEY_FUNCTION": "ordo.tenancy.caches.make_key",
        "TIMEOUT": 300,
        **(
            {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
            if REDIS_URL
            else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "ordo"}
        ),
    }
}
CACHES["renditions"] = {**CACHES["default"], "KEY_PREFIX": "renditions"}
_BROKER_FOLDER = ORDO_HOME / "broker"
CELERY_BROKER_URL = env.text("ORDO_BROKER_URL") or REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(_BROKER_FOLDER / "queue"),
        "data_folder_out": str(_BROKER_FOLDER / "queue"),
        "control_folder": str(_BROKER_FOLDER / "control"),
        "store_processed": False,
    }
    if CELERY_BROKER_URL.startswith("filesystem")
    else {}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_POOL = "prefork"
CELERY_TASK_CLS = "ordo.tenancy.tasks:TenantTask"
CELERY_TIMEZONE = TIME_ZONE

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = ORDO_HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = ORDO_HOME / "files"
_S3 = env.text("ORDO_S3_BUCKET")
STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": f"ordo.files.storage.{'UniversityS3Storage' if _S3 else 'UniversityFileStorage'}",
        "OPTIONS": {
            "bucket_name": _S3,
            "endpoint_url": env.text("ORDO_S3_ENDPOINT") or None,
            "access_key": env.text("ORDO_S3_KEY") or None,
            "secret_key": env.text("ORDO_S3_SECRET") or None,
        }
        if _S3
        else {},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
ORDO_MAX_UPLOAD_BYTES = 50 * 1024 * 1024

# --- Wagtail, interface
WAGTAIL_SITE_NAME = "Ordo"
WAGTAILADMIN_BASE_URL = ("https" if ORDO_HTTPS else "http") + f"://{ORDO_BASE_HOST}:{ORDO_PORT}"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USAGE_COUNT_ENABLED = True
# Words are cut to stems by ourselves, the same way in the index and in the query (trap 28).
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
# Names, passwords and mails are kept in our registers; editors publish themselves.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = (
    False
)
WAGTAIL_WORKFLOW_ENABLED = WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "odt",
    "ods",
    "txt",
    "csv",
    "zip",
]
FORM_RENDERER = "ordo.ui.forms.OrdoFormRenderer"
FORMAT_MODULE_PATH = ["ordo.ui.formats"]
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
COTTON_DIR = "cotton"

# --- Errors and logs
SENTRY_DSN = env.text("SENTRY_DSN")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
