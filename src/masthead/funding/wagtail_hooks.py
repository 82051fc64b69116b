"""Where the backstage finds the pages about money."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.funding import backstage

ADDRESSES = [
    path("", backstage.entries, name="entries"),
    path("gift/", backstage.enter_gift, name="gift"),
    path("<int:number>/reverse/", backstage.reverse_gift, name="reverse"),
    path("<int:number>/forget/", backstage.forget_giver, name="forget"),
    path("campaign/", backstage.open_campaign, name="open"),
    path("campaign/<int:number>/", backstage.change_campaign, name="change"),
    path("campaign/<int:number>/end/", backstage.end_campaign, name="end"),
]


def pages() -> list[URLPattern | URLResolver]:
    return [path("funding/", include((ADDRESSES, "funding_backstage")))]


def menu_item() -> MenuItem:
    return MenuItem("Gifts", reverse("funding_backstage:entries"), icon_name="tick-inverse", order=310)


hooks.register("register_admin_urls", pages)
hooks.register("register_admin_menu_item", menu_item)
