"""Address of the API."""

from django.urls import path

from api import views

urlpatterns = [path("", views.endpoint, name="graphql")]
