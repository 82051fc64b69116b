"""The addresses of funding."""

from django.urls import path

from masthead.funding import views

urlpatterns = [path("support/", views.support, name="support")]
