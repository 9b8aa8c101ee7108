"""Addresses of cases."""

from django.urls import path

from hamsoo.cases.views import lists, partners, single

app_name = "cases"
urlpatterns = [
    path("cases/", lists.cases, name="list"),
    path("cases/next", lists.take_next, name="take_next"),
    path("cases/views/", lists.keep_view, name="keep_view"),
    path("cases/views/<int:pk>/removal", lists.drop_view, name="drop_view"),
    path("cases/several/", lists.several, name="several"),
    path("cases/several/<int:pk>/", lists.several_run, name="several_run"),
    path("cases/several/<int:pk>/start", lists.several_start, name="several_start"),
    path("cases/<int:pk>/", single.case, name="case"),
    path("hand-offs/<str:token>/", partners.partner, name="partner"),
]
