"""Addresses of customers."""

from django.urls import path

from hamsoo.customers import views

app_name = "customers"
urlpatterns = [
    path("customers/", views.customers, name="list"),
    path("customers/new/<slug:entity>", views.new, name="new"),
    path("customers/<int:number>/", views.single, name="single"),
    path("customers/records/<int:record_pk>/", views.change, name="change"),
    path("customers/records/<int:record_pk>/removal", views.take_out, name="take_out"),
    path("customers/records/<int:record_pk>/joins/<int:other_pk>", views.join, name="join"),
]
