"""Production: every secret from the environment, refusing to start without."""

from portal.settings.base import *  # noqa: F403
from portal.settings.env import required, required_list

SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required_list("ALLOWED_HOSTS")
BASE_URL = required("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
required("DATABASE_URL")
required("EMAIL_URL")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^gezondheid/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
