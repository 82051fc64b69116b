"""Every setting, read in one place. The list for people is docs/reference/settings.md, and a test compares the two."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from masthead.project import environment

PACKAGE = Path(__file__).resolve().parent.parent
FOLDER = Path(environment.text("MASTHEAD_FOLDER", "site")).resolve()

# --- where the site stands -------------------------------------------------------------------------------------------

ADDRESS = environment.address("MASTHEAD_ADDRESS", "http://127.0.0.1:8000")
_host = urlsplit(ADDRESS).hostname or ""


PRODUCTION = not environment.is_loopback(_host)
SECURE = ADDRESS.startswith("https:")
DEBUG = False
ALLOWED_HOSTS = [_host] if PRODUCTION else ["*"]

_NO_SECRET = "not-secret: this site is only for this machine"  # noqa: S105 - says so itself, refused in production
SECRET_KEY = environment.text("MASTHEAD_SECRET_KEY", _NO_SECRET)
RATE_LIMITS = environment.switch("MASTHEAD_RATE_LIMITS", default=True)
TRUSTED_PROXIES = environment.networks("MASTHEAD_TRUSTED_PROXIES")
THREADS = environment.whole("MASTHEAD_THREADS", 8, least=1, most=64)
_mail = environment.mail("MASTHEAD_EMAIL_URL")

if PRODUCTION:
    if SECRET_KEY == _NO_SECRET or len(SECRET_KEY) < 32:  # noqa: PLR2004 - 32 characters of chance, as Django asks
        raise ImproperlyConfigured(
            "MASTHEAD_SECRET_KEY is missing or short: set it to 50 random characters and keep it."
        )
    if not RATE_LIMITS:
        raise ImproperlyConfigured("MASTHEAD_RATE_LIMITS is off: it may be off only on this machine, for tests.")
    if _mail is None:
        raise ImproperlyConfigured("MASTHEAD_EMAIL_URL is missing: set it to smtp://user:password@host:port.")

# --- the rooms -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "masthead.theme",
    "masthead.discussion",
    "masthead.funding",
    "masthead.publishing",
    "masthead.readers",
    "masthead.delivery",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "masthead.delivery.middleware.NetworkMiddleware",
    "masthead.delivery.middleware.PolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "masthead.delivery.middleware.CrossSiteMiddleware",
    # Sessions, staff and their tokens exist under /backstage/ alone, so that no public page sets or reads a cookie.
    "masthead.delivery.middleware.BackstageSessions",
    "masthead.delivery.middleware.BackstageTokens",
    "masthead.delivery.middleware.BackstageStaff",
    "masthead.delivery.middleware.BackstageMessages",
    "masthead.readers.middleware.StaffDoorMiddleware",
    "masthead.readers.middleware.ReaderMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "masthead.publishing.middleware.NotReadyMiddleware",
]

ROOT_URLCONF = "masthead.project.urls"
WSGI_APPLICATION = "masthead.project.wsgi.application"
AUTH_USER_MODEL = "readers.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- data ------------------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database("MASTHEAD_DATABASE_URL", str(FOLDER / "masthead.sqlite3"))}
if not environment.text("MASTHEAD_DATABASE_URL"):
    # A file, as in life: an in-memory database has no WAL and cannot be shared by processes.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # A copy of a picture that one process deleted must not live on in the memory of another.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

MEDIA_ROOT = FOLDER / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = environment.text("MASTHEAD_STATIC_FOLDER") or str(FOLDER / "static")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "masthead.theme.build.JoinedFiles",  # the style sheet and the script, joined from their parts
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- people ----------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = environment.language("MASTHEAD_LANGUAGE", "en")
TIME_ZONE = environment.time_zone("MASTHEAD_TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True

LOGIN_URL = "/backstage/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_PATH = "/backstage/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "masthead_staff"
CSRF_COOKIE_NAME = "masthead_staff_token"
CSRF_COOKIE_PATH = "/backstage/"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's own scripts read it
CSRF_TRUSTED_ORIGINS = [ADDRESS]

if _mail:
    EMAIL_HOST, EMAIL_PORT = str(_mail["host"]), int(str(_mail["port"]))
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = str(_mail["user"]), str(_mail["password"])
    EMAIL_USE_SSL = bool(_mail["ssl"])
    DEFAULT_FROM_EMAIL = environment.text("MASTHEAD_MAIL_FROM", f"desk@{_host}")
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Masthead"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "publishing.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "masthead.publishing.forms.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- logs ------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": environment.level("MASTHEAD_LOG_LEVEL", "WARNING")},
}
