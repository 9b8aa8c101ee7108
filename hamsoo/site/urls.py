"""Every address of the site. Each app brings its own; here they get their places."""

from django.urls import include, path

from hamsoo.site import api

urlpatterns = [
    path("", include("hamsoo.desk.urls")),
    path("", include("hamsoo.ui.urls")),
    # Before allauth: people answers for one of its addresses.
    path("", include("hamsoo.people.urls")),
    path("scim/v2/", include("hamsoo.people.scim.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("hamsoo.spaces.urls")),
    path("", include("hamsoo.cases.urls")),
    path("", include("hamsoo.interactions.urls")),
    path("", include("hamsoo.commitments.urls")),
    path("", include("hamsoo.customers.urls")),
    path("", include("hamsoo.knowledge.urls")),
    path("", include("hamsoo.questions.urls")),
    path("", include("hamsoo.identity.urls")),
    path("", include("hamsoo.social.urls")),
    path("", include("hamsoo.chat.urls")),
    path("", include("hamsoo.notices.urls")),
    path("", include("hamsoo.finder.urls")),
    path("", include("hamsoo.timeline.urls")),
    path("", include("hamsoo.threads.urls")),
    path("api/v1/", api.urls),
    path("", include("hamsoo.site.live.urls")),
    path("", include("hamsoo.site.audit.urls")),
    path("", include("hamsoo.site.administration.urls")),
    path("", include("hamsoo.site.health.urls")),
    path("", include("hamsoo.site.metrics.urls")),
]

handler400 = "hamsoo.ui.views.bad_request"
handler403 = "hamsoo.ui.views.not_allowed"
handler404 = "hamsoo.ui.views.not_found"
handler500 = "hamsoo.ui.views.broken"
