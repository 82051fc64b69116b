"""Every address, in the order in which they are tried. The list for people is docs/reference/addresses.md."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve

handler400 = "masthead.theme.views.bad_request"
handler403 = "masthead.theme.views.forbidden"
handler404 = "masthead.theme.views.missing"
handler500 = "masthead.theme.views.broken"

urlpatterns = [
    path("backstage/", include(wagtailadmin_urls)),
    path("", include("masthead.funding.urls")),
    path("", include("masthead.publishing.urls")),
    path("", include("masthead.discussion.urls")),
    # Of Wagtail's own addresses only this one: the others are a second door for staff and pages behind passwords.
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
]
