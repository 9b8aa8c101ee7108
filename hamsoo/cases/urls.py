"""Addresses of cases."""

from django.urls import path

from hamsoo.cases.views import partners, single

app_name = "cases"
urlpatterns = [
    path("cases/<int:pk>/", single.case, name="case"),
    path("hand-offs/<str:token>/", partners.partner, name="partner"),
]
