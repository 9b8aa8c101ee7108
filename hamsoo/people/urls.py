"""Addresses of people."""

from django.urls import path

from hamsoo.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.directory, name="directory"),
    path("people/me/", views.me, name="me"),
    path("people/me/edit", views.edit, name="edit"),
    path("people/me/settings", views.settings, name="settings"),
    path("people/me/presence", views.presence, name="presence"),
    path("people/me/skills", views.skills, name="skills"),
    path("people/<int:pk>/", views.profile, name="profile"),
    path("people/skills/<int:pk>", views.skill, name="skill"),
    path("people/skills/<int:pk>/endorsement", views.endorsement, name="endorsement"),
]
