"""Addresses of cases."""

from django.urls import path

from hamsoo.cases.views import answers, beginning, changing, handing, keeping, lists, partners, promises, single, talking, tying

app_name = "cases"
urlpatterns = [
    path("cases/", lists.cases, name="list"),
    path("administration/promises/", promises.promises, name="promises"),
    path("administration/promises/new", promises.promise, name="new_promise"),
    path("administration/promises/hours", promises.hours, name="hours"),
    path("administration/promises/<int:pk>/", promises.promise, name="promise"),
    path("administration/promises/<int:pk>/end", promises.end_promise, name="end_promise"),
    path("administration/partners/", keeping.partners, name="partners"),
    path("administration/partners/new", keeping.kept_partner, name="new_partner"),
    path("administration/partners/<int:pk>/", keeping.kept_partner, name="kept_partner"),
    path("cases/next", lists.take_next, name="take_next"),
    path("cases/views/", lists.keep_view, name="keep_view"),
    path("cases/views/<int:pk>/removal", lists.drop_view, name="drop_view"),
    path("cases/answers/", answers.answers, name="answers"),
    path("cases/answers/new", answers.kept_answer, name="new_answer"),
    path("cases/answers/<int:ready_pk>/", answers.kept_answer, name="kept_answer"),
    path("cases/several/", lists.several, name="several"),
    path("cases/several/<int:pk>/", lists.several_run, name="several_run"),
    path("cases/several/<int:pk>/start", lists.several_start, name="several_start"),
    path("cases/<int:pk>/", single.case, name="case"),
    path("cases/<int:pk>/notes", talking.notes, name="notes"),
    path("cases/<int:pk>/replies", talking.replies, name="replies"),
    path("cases/<int:pk>/answers/", answers.offered, name="offered"),
    path("cases/<int:pk>/answers/<int:ready_pk>", answers.chosen, name="chosen"),
    path("cases/<int:pk>/writing", talking.writing, name="writing"),
    path("cases/<int:pk>/talk", talking.talk, name="talk"),
    path("cases/<int:pk>/state", changing.state, name="state"),
    path("cases/<int:pk>/assignee", changing.assignee, name="assignee"),
    path("cases/<int:pk>/edit", changing.edit, name="edit"),
    path("cases/<int:pk>/watching", changing.watching, name="watching"),
    path("cases/<int:pk>/secrecy", changing.secrecy, name="secrecy"),
    path("cases/<int:pk>/hand-off", handing.hand_off, name="hand_off"),
    path("cases/<int:pk>/hand-offs/<int:hand_off_pk>", handing.answer, name="answer"),
    path("cases/<int:pk>/ties", tying.ties, name="ties"),
    path("cases/<int:pk>/split", tying.split, name="split"),
    path("cases/<int:pk>/unmerge", tying.unmerge, name="unmerge"),
    path("cases/mine", beginning.mine, name="mine"),
    path("cases/records/<int:record_pk>/new", beginning.new, name="new"),
    path("cases/records/<int:record_pk>/open", beginning.of_record, name="of_record"),
    path("cases/records/<int:record_pk>/whole", beginning.of_whole, name="of_whole"),
    path("hand-offs/<str:token>/", partners.partner, name="partner"),
]
