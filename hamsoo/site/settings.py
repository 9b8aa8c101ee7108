"""Django's settings. Everything an installation may choose comes from `Config`; nothing else here differs between machines."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from hamsoo.site.config import Config
from hamsoo.site.ldap import ldap_settings
from hamsoo.site.mail import mail_settings
from hamsoo.site.reply_mailbox import customers_mailbox, reply_mailbox
from hamsoo.site.sign_in import sign_in_apps, sign_in_settings

CONFIG = Config.from_env()

DEBUG = CONFIG.debug
SECRET_KEY = CONFIG.secret_key
ALLOWED_HOSTS = ["*"] if DEBUG else [CONFIG.public_host, "localhost", "127.0.0.1", "[::1]"]

# In the order of the ladder, high to low, below what we build on. Templates of a higher app win.
INSTALLED_APPS = [
    "hamsoo.site",
    "hamsoo.desk",
    "hamsoo.cases",
    "hamsoo.interactions",
    "hamsoo.commitments",
    "hamsoo.customers",
    "hamsoo.identity",
    "hamsoo.questions",
    "hamsoo.social",
    "hamsoo.chat",
    "hamsoo.knowledge",
    "hamsoo.notices",
    "hamsoo.finder",
    "hamsoo.timeline",
    "hamsoo.threads",
    "hamsoo.spaces",
    "hamsoo.people",
    "hamsoo.ledger",
    "hamsoo.ui",
    "hamsoo.kernel",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *sign_in_apps(CONFIG),
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hamsoo.site.proxies.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hamsoo.site.middleware.RequestLog",
    "hamsoo.site.metrics.middleware.Measured",
    "hamsoo.site.turns.OneAtATime",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hamsoo.people.accounts.middleware.ApiTokens",
    "hamsoo.people.accounts.middleware.SessionSeen",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hamsoo.site.middleware.Reader",
    "hamsoo.people.accounts.middleware.SecondFactor",
    "hamsoo.ui.middleware.Appearances",
    "hamsoo.ui.middleware.DomainErrors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "hamsoo.site.urls"
ASGI_APPLICATION = "hamsoo.site.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hamsoo.ui.context.page",
                "hamsoo.site.navigation.context",
            ],
            "builtins": ["hamsoo.ui.templatetags.hamsoo_ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "hamsoo.ui.forms.Renderer"
UI_PANELS = "hamsoo.site.panels.PANELS"


def _database(url: str) -> dict[str, object]:
    """Turn a PostgreSQL URL, its parameters included, into Django's form."""
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    known = {key: str(parts.pop(name)) for key, name in named.items() if name in parts}
    # The web server answers every request in a thread of its own; the pool keeps connections for them.
    pool = {"min_size": 2, "max_size": 12, "timeout": 20}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": {**parts, "pool": pool}}


# `hamsoo up` starts the servers first and hands their addresses down; without any, only commands that need no database work.
DATABASES = {"default": _database(CONFIG.database_url or "postgresql:///hamsoo")}
VALKEY_URL = CONFIG.valkey_url or "redis://127.0.0.1:6379/0"
CACHES = {
    "default": {"BACKEND": "hamsoo.site.caches.Cache", "LOCATION": VALKEY_URL, "KEY_PREFIX": "hamsoo"},
    # Of one process, for what every page shows and what may be a minute old: no way to Valkey and back.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
}
SESSION_ENGINE = "hamsoo.site.sessions"
INDEX_FOLDER = CONFIG.home / "index"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["hamsoo.people.accounts.backend.PasswordBackend"]
LDAP = ldap_settings()
if LDAP:
    # Before the house's own passwords: who is in the directory signs in with that one.
    AUTHENTICATION_BACKENDS.insert(0, "hamsoo.people.ldap.backend.LdapBackend")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "hamsoo.people.accounts.passwords.LeakedPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hamsoo.people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = CONFIG.public_url.startswith("http://localhost")
MFA_ADAPTER = "hamsoo.people.accounts.MFAAdapter"
MFA_TOTP_ISSUER = "Hamsoo"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "hamsoo.people.oidc.adapter.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
globals().update(sign_in_settings(CONFIG))
# Passwords that are known to have leaked, as `hamsoo passwords load` keeps them.
LEAKED_PASSWORDS = CONFIG.home / "leaked-passwords.bin"

LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("fa", _("Persian")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = "Asia/Tehran"
# What links in mails begin with.
PUBLIC_URL = CONFIG.public_url

STATIC_URL = "/static/"
MEDIA_ROOT = CONFIG.home / "files"
MEDIA_URL = "/files/"
# Bytes of a file that is attached to something.
LARGEST_FILE = CONFIG.largest_file * 1024**2
# Whose pages the worker looks at for what posts link to: none unless it is said.
LINK_PREVIEWS = CONFIG.link_previews
# Vite names its files by their content; the few others are found by name.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/ui/dist/assets/"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_TLS = CONFIG.public_url.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-hamsoo" if _TLS else "hamsoo"
DEVICE_COOKIE_NAME = "__Host-hamsoo-device" if _TLS else "hamsoo-device"
CSRF_COOKIE_NAME = "__Host-hamsoo-csrf" if _TLS else "hamsoo-csrf"
CSRF_FAILURE_VIEW = "hamsoo.ui.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [CONFIG.public_url]
# The middleware drops this header unless it comes from one of these.
TRUSTED_PROXIES = CONFIG.trusted_proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
METRICS_TOKEN = CONFIG.metrics_token
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

globals().update(mail_settings(CONFIG))
DEFAULT_FROM_EMAIL = f"hamsoo@{CONFIG.public_host}"
# Where answers to notices go, and the port at which our own mail server takes them from yours; without, notices are answered on pages.
REPLY_ADDRESS = CONFIG.reply_address
MAIL_IN_PORT = CONFIG.mail_in_port
REPLY_IMAP = reply_mailbox()
MAIL_IMAP = customers_mailbox()
MAIL_TRUSTED_SERVER = CONFIG.mail_trusted_server
MAIL_KEPT_DAYS = CONFIG.mail_kept_days
FORM_HOSTS = CONFIG.form_hosts

LOGGING_CONFIG = "hamsoo.site.logs.configure"
LOGGING = {"level": "DEBUG" if DEBUG else "INFO"}
