"""One include per app."""

from django.urls import path

urlpatterns = []
