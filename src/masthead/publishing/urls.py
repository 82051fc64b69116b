"""The addresses of publishing."""

from django.urls import include, path, re_path

from masthead.publishing import feeds, sitemaps, views

_OF_SECTION = [
    path("rss.xml", feeds.RssStories(), name="section-rss"),
    path("atom.xml", feeds.AtomStories(), name="section-atom"),
]

urlpatterns = [
    re_path(r"^media/images/(?P<name>[\w-]+\.(?:avif|webp|jpg|png))$", views.print_of_picture, name="picture"),
    path("feeds/rss.xml", feeds.RssStories(), name="rss"),
    path("feeds/atom.xml", feeds.AtomStories(), name="atom"),
    # A slug may be of any letters, so not Django's own `slug`, which knows only those of English.
    re_path(r"^feeds/(?P<section>[\w-]+)/", include(_OF_SECTION)),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    re_path(r"^(?P<section>(?!_)[\w-]+)/(?P<slug>[\w-]+)/$", views.article, name="article"),
]
