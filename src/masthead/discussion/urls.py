"""The addresses of discussion."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from masthead.discussion.views import reading, voting, writing

_COMMENT: list[URLPattern | URLResolver] = [
    path("", reading.comment, name="comment"),
    path("reply/", reading.reply, name="reply"),
    path("yours/", writing.yours, name="yours"),
    path("vote/", voting.vote, name="vote"),
    path("edit/", writing.edit, name="edit"),
    path("delete/", writing.delete, name="delete"),
]

_DISCUSSION: list[URLPattern | URLResolver] = [
    path("", writing.discussion, name="discussion"),
    path("yours/", writing.all_yours, name="all-yours"),
    path("<int:number>/", include(_COMMENT)),
]

# A slug may be of any letters, so not Django's own `slug`, which knows only those of English.
urlpatterns = [re_path(r"^(?P<section>[\w-]+)/(?P<slug>[\w-]+)/discussion/", include(_DISCUSSION))]
