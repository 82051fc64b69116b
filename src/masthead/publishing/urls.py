"""The addresses of publishing."""

from django.urls import path, re_path

from masthead.publishing import feeds, sitemaps, views

urlpatterns = [
    re_path(r"^media/images/(?P<name>[\w-]+\.(?:avif|webp|jpg|png))$", views.print_of_picture, name="picture"),
    path("feeds/rss.xml", feeds.RssStories(), name="rss"),
    path("feeds/atom.xml", feeds.AtomStories(), name="atom"),
    path("feeds/<slug:section>/rss.xml", feeds.RssStories(), name="section-rss"),
    path("feeds/<slug:section>/atom.xml", feeds.AtomStories(), name="section-atom"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    re_path(r"^(?P<section>(?!_)[\w-]+)/(?P<slug>[\w-]+)/$", views.article, name="article"),
]
