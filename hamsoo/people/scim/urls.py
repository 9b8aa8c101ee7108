"""Addresses of SCIM 2.0. Without a slash at the end, as the RFC writes them."""

from django.urls import path

from hamsoo.people.scim import views

app_name = "scim"
urlpatterns = [
    path("", views.root, name="root"),
    path("ServiceProviderConfig", views.service_provider_config, name="service"),
    path("ResourceTypes", views.resource_types, name="resource_types"),
    path("ResourceTypes/<str:name>", views.resource_types, name="resource_type"),
    path("Schemas", views.schemas, name="schemas"),
    path("Schemas/<str:name>", views.schemas, name="schema"),
    path("Users", views.user_list, name="users"),
    path("Users/<int:pk>", views.user, name="user"),
    path("Groups", views.group_list, name="groups"),
    path("Groups/<int:pk>", views.group, name="group"),
]
