"""Addresses of the portal. Pages come last: everything that no other address takes is looked up in the tree."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import serve as serve_document

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.not_found"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    # Wagtail's own login and password views go around two-step login and rate limits.
    path("beheer", RedirectView.as_view(url="/beheer/")),
    path("beheer/login/", to_login),
    re_path(r"^beheer/password_reset/.*$", RedirectView.as_view(pattern_name="account_reset_password")),
    path("beheer/", include(wagtailadmin_urls)),
    # What one person may open is kept by no shared cache.
    re_path(r"^documenten/(\d+)/(.+)$", cache_control(private=True)(serve_document)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("kring.urls")),
    path("", include("kennis.urls")),
    path("", include("convenant.urls")),
    path("", include("werkbladen.urls")),
    path("", include("portal.api.urls")),
    path("", include("portal.addresses")),
]
if settings.DEMO:
    # In production the web server in front serves pictures. Documents have a rule of their own: never from here.
    pictures = settings.MEDIA_ROOT / "images"
    urlpatterns += [path("media/images/<path:path>", serve, {"document_root": pictures}, name="media")]

urlpatterns += [path("", include(wagtail_urls))]
