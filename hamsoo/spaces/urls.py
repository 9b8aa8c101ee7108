"""Addresses of groups."""

from django.urls import path

from hamsoo.spaces import views

app_name = "spaces"
urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new", views.new, name="new"),
    path("groups/<int:pk>/", views.space, name="space"),
    path("groups/<int:pk>/about", views.about, name="about"),
    path("groups/<int:pk>/cover", views.cover, name="cover"),
    path("groups/<int:pk>/resources", views.resources, name="resources"),
    path("groups/<int:pk>/resources/<int:resource_pk>/removal", views.resource_removal, name="resource_removal"),
    path("groups/<int:pk>/resources/<int:resource_pk>/first", views.resource_first, name="resource_first"),
    path("groups/<int:pk>/description", views.describe, name="describe"),
    path("groups/<int:pk>/policy", views.policy, name="policy"),
    path("groups/<int:pk>/membership", views.membership, name="membership"),
    path("groups/<int:pk>/departure", views.departure, name="departure"),
    path("groups/<int:pk>/members", views.members, name="members"),
    path("groups/<int:pk>/members/<int:person_pk>/removal", views.removal, name="removal"),
    path("groups/<int:pk>/members/<int:person_pk>/ownership", views.ownership, name="ownership"),
    path("groups/<int:pk>/members/<int:person_pk>/withdrawal", views.withdrawal, name="withdrawal"),
    path("groups/<int:pk>/resignation", views.resignation, name="resignation"),
    path("groups/<int:pk>/invitation/acceptance", views.acceptance, name="acceptance"),
    path("groups/<int:pk>/invitation/declination", views.declination, name="declination"),
    path("groups/<int:pk>/archive", views.archive, name="archive"),
    path("groups/<int:pk>/reopening", views.reopening, name="reopening"),
    path("groups/join-requests/<int:pk>/approval", views.approval, name="approval"),
    path("groups/join-requests/<int:pk>/refusal", views.refusal, name="refusal"),
    path("administration/roles/<int:role_pk>/spaces/", views.role_grants, name="role_grants"),
    path("administration/roles/<int:role_pk>/spaces/<int:pk>/removal", views.revoke_role_grant, name="revoke_role_grant"),
]
