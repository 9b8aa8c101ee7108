"""Addresses of commitments."""

from django.urls import path

from hamsoo.commitments import views

app_name = "commitments"
urlpatterns = [
    path("commitments/", views.commitments, name="list"),
    path("commitments/today", views.today, name="today"),
    path("commitments/check", views.check, name="check"),
    path("commitments/matrix/", views.matrix, name="matrix"),
    path("commitments/matrix/claims/<int:own_pk>/removal", views.drop_claim, name="drop_claim"),
    path("commitments/matrix/pairs/<int:own_pk>/removal", views.drop_pair, name="drop_pair"),
    path("commitments/<int:commitment_pk>/", views.single, name="single"),
    path("commitments/<int:commitment_pk>/end", views.end, name="end"),
    path("commitments/<int:commitment_pk>/kept", views.kept, name="kept"),
    path("commitments/conflicts/<int:conflict_pk>/", views.conflict, name="conflict"),
    path("commitments/conflicts/<int:conflict_pk>/talk", views.talk, name="talk"),
    path("commitments/proposals/<int:proposal_pk>/", views.proposal, name="proposal"),
    path("commitments/records/<int:record_pk>/new", views.new, name="new"),
    path("commitments/records/<int:record_pk>/draft", views.draft, name="draft"),
    path("commitments/records/<int:record_pk>/open", views.of_record, name="of_record"),
    path("commitments/records/<int:record_pk>/whole", views.of_whole, name="of_whole"),
    path("commitments/records/<int:record_pk>/conflicts", views.conflicts_of, name="conflicts_of"),
    path("commitments/records/<int:record_pk>/begin", views.begin, name="begin"),
]
