"""Addresses of people."""

from django.urls import path

from hamsoo.people import views

app_name = "people"
urlpatterns = [
    # In the place of allauth's page, on which people would give themselves addresses: those come from the company's record.
    path("accounts/email/", views.address, name="address"),
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
