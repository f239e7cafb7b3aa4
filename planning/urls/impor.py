"""Addresses of this part of planning."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
