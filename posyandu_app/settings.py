"""All settings, read once from the environment (see .env.example for every variable)."""

import sys
from pathlib import Path
from typing import Any

import environ
import structlog

from posyandu_app.lib.log_tertutup import TanpaTertutup, tanpa_orang

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
# Plain http is allowed only for the demonstration on one machine.
HTTPS = env.bool("HTTPS", default=not (DEMO or DEBUG))


def required_secret(name: str, contoh: str) -> str:
    """A secret that has no default outside DEBUG: a clear sentence instead of a stack trace."""
    value = env.str(name, default="")
    if value or DEBUG:
        return value or contoh
    sys.exit(f"{name} belum diisi. Isi di .env atau lingkungan (lihat .env.example), lalu jalankan lagi.")


SECRET_KEY = required_secret("SECRET_KEY", "hanya-untuk-pengembangan")
# First key signs and encrypts, the others only read (rotation).
PII_KEYS: list[str] = [k for k in required_secret("PII_KEYS", "hanya-untuk-pengembangan").split(",") if k]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
MFA_WAJIB: list[str] = env.list("MFA_WAJIB", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "posyandu_app",
    "audit",
    "wilayah",
    "accounts",
    "registry",
    "spm_services",
    "planning",
    "reporting",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AksesMiddleware",
    "posyandu_app.middleware.JawabanMiddleware",
    "registry.middleware.KodeLamaMiddleware",
]

ROOT_URLCONF = "posyandu_app.urls"
WSGI_APPLICATION = "posyandu_app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["posyandu_app.templatetags.tampilan"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "posyandu_app.konteks.umum",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"
    ),
}


def database(url: str) -> dict[str, Any]:
    """One database entry with the options each engine needs; connections persist (quality page, cost 1)."""
    entry: dict[str, Any] = environ.Env.db_url_config(url)
    entry["ATOMIC_REQUESTS"] = False
    entry["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    if "sqlite" in entry["ENGINE"]:
        VAR_DIR.mkdir(exist_ok=True)  # a fresh clone has none, and SQLite does not make it
        entry["OPTIONS"] = SQLITE_OPTIONS
        # A file, not memory: the tests then run on the same WAL and locks as the product.
        entry["TEST"] = {"NAME": str(VAR_DIR / "uji.sqlite3")}
    else:
        entry["CONN_HEALTH_CHECKS"] = True
        entry["DISABLE_SERVER_SIDE_CURSORS"] = True
        entry["OPTIONS"] = {"prepare_threshold": None}
    return entry


DATABASES = {"default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'posyandu.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.str("CACHE_URL", default="")
CACHES = {
    "default": environ.Env.cache_url_config(CACHE_URL)
    if CACHE_URL
    # Shared by every worker, so that the sign-in limits count across them.
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tembolok"}
}
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if CACHE_URL else 'db'}"

AUTH_USER_MODEL = "accounts.User"
# The second one opens an account with the code of a printed slip (docs/keputusan/0007).
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "accounts.kode_masuk.KodeSekali"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{n}"}
    for n in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.TanpaPendaftaran"
ACCOUNT_LOGOUT_REDIRECT_URL = "masuk"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# Per user name 5 failures in 5 minutes; loose per address, because a whole office shares one.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "300/m/ip,5/300s/key"}

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
# 2 MB of text in one field must be answered with a message at the field, not with a dropped connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
CSRF_FAILURE_VIEW = "posyandu_app.errors.csrf_gagal"

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Seconds without a heartbeat after which a long job counts as abandoned by its worker.
PEKERJAAN_BASI = env.float("PEKERJAAN_BASI", default=60)
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "berkas"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
EMAIL_CONFIG = environ.Env.email_url_config(env.str("EMAIL_URL", default="consolemail://"))
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL"))
EMAIL_FILE_PATH = EMAIL_CONFIG.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("SUREL_PENGIRIM", default="posyandu@localhost")
# The site's own address for letters that are written without a request (the daily digest); empty = no link.
ALAMAT_SITUS = env.str("ALAMAT_SITUS", default="").rstrip("/")
FORM_RENDERER = "posyandu_app.lib.forms.Perender"

# JSON lines with a request id; the request line carries path and status, never the body or a person's data.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                tanpa_orang,
            ],
        }
    },
    "filters": {"tertutup": {"()": TanpaTertutup}},
    "handlers": {"baris": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["tertutup"]}},
    "root": {"handlers": ["baris"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django_structlog": {"level": env.str("LOG_LEVEL_PERMINTAAN", default="INFO")}},
}
