"""Addresses of interactions."""

from django.urls import path

from hamsoo.interactions import views

app_name = "interactions"
urlpatterns = [
    path("correspondence/<int:pk>/", views.correspondence, name="correspondence"),
    path("correspondence/<int:pk>/answers", views.answer, name="answer"),
    path("correspondence/<int:pk>/customer", views.join, name="join"),
    path("correspondence/of/<int:record_pk>/", views.of_record, name="of_record"),
    path("correspondence/of/<int:record_pk>/ways", views.actions_of_record, name="actions_of_record"),
    path("correspondence/of/<int:record_pk>/mail", views.begin, name="begin"),
    path("correspondence/of/<int:record_pk>/note", views.log, name="log"),
    path("correspondence/mails/<int:pk>/markup", views.markup, name="markup"),
    path("correspondence/aside/", views.laid_aside, name="laid_aside"),
    path("correspondence/<int:pk>/wanted", views.want, name="want"),
    path("correspondence/trouble/", views.trouble, name="trouble"),
    path("correspondence/mails/<int:pk>/again", views.again, name="again"),
    path("mailboxes/", views.mailboxes, name="mailboxes"),
    path("mailboxes/new", views.new_mailbox, name="new_mailbox"),
    path("mailboxes/<int:pk>/", views.change_mailbox, name="mailbox"),
    path("mailboxes/<int:pk>/sample/", views.sample, name="sample"),
    path("mailboxes/<int:pk>/sample/<str:language>", views.sample_markup, name="sample_markup"),
    path("mailboxes/sources/", views.sources, name="sources"),
    path("hooks/contacts/<slug:code>", views.hook, name="hook"),
    path("write/<str:token>/", views.write, name="write"),
]
