"""Address of the metrics."""

from django.urls import path

from hamsoo.site.metrics import views

app_name = "metrics"
urlpatterns = [path("metrics", views.metrics, name="metrics")]
