"""Addresses of questions and requests."""

from django.urls import path

from hamsoo.questions.views import answers, drafts, gaps, panels, questions, requests, standing

app_name = "questions"
urlpatterns = [
    path("experts/gaps/", gaps.gaps, name="gaps"),
    path("questions/", questions.question_list, name="list"),
    path("questions/new", questions.new, name="new"),
    path("questions/similar", questions.similar, name="similar"),
    path("questions/knowable", panels.knowable, name="knowable"),
    path("questions/of/<int:pk>", panels.of_person, name="of_person"),
    path("questions/of/<int:pk>/standing", standing.standing_of, name="standing_of"),
    path("questions/of/<int:pk>/time", standing.answer_time, name="answer_time"),
    path("questions/of/<int:person_pk>/skills/<int:skill_pk>", panels.skill_evidence, name="skill_evidence"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/edit", questions.edit, name="edit"),
    path("questions/<int:pk>/answers", answers.answers, name="answers"),
    path("questions/<int:pk>/acceptance", answers.acceptance, name="acceptance"),
    path("questions/<int:pk>/experts", panels.experts, name="experts"),
    path("answers/<int:pk>/edit", answers.edit, name="edit_answer"),
    path("answers/<int:pk>/thanks", answers.thanks, name="thanks"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/waiting", panels.waiting, name="waiting"),
    path("requests/times", panels.times, name="times"),
    path("requests/live", panels.live_request, name="live_request"),
    path("requests/new/<int:person_pk>", requests.new, name="new_request"),
    path("requests/new/<int:person_pk>/sent", requests.send, name="send"),
    path("requests/new/<int:person_pk>/draft", drafts.save, name="save_draft"),
    path("requests/drafts/<int:pk>/removal", drafts.discard, name="discard_draft"),
    path("requests/to/<int:pk>", panels.ask_person, name="ask_person"),
    path("requests/<int:pk>/", requests.show, name="request"),
    path("requests/<int:pk>/seen", requests.seen, name="seen"),
    path("requests/<int:pk>/acceptance", requests.acceptance, name="request_acceptance"),
    path("requests/<int:pk>/decline", requests.decline, name="decline"),
    path("requests/<int:pk>/asks/<int:person_pk>", requests.asks, name="asks"),
    path("requests/<int:pk>/opening", requests.opening, name="opening"),
    path("requests/<int:pk>/withdrawal", requests.withdrawal, name="withdrawal"),
]
