"""The addresses of discussion."""

from django.urls import include, path

from masthead.discussion.views import reading, voting, writing

_COMMENT = [
    path("", reading.comment, name="comment"),
    path("reply/", reading.reply, name="reply"),
    path("yours/", writing.yours, name="yours"),
    path("vote/", voting.vote, name="vote"),
    path("edit/", writing.edit, name="edit"),
    path("delete/", writing.delete, name="delete"),
]

urlpatterns = [
    path("<slug:section>/<slug:slug>/discussion/", writing.discussion, name="discussion"),
    path("<slug:section>/<slug:slug>/discussion/yours/", writing.all_yours, name="all-yours"),
    path("<slug:section>/<slug:slug>/discussion/<int:number>/", include(_COMMENT)),
]
