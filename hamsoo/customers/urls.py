"""Addresses of customers."""

from django.urls import path

from hamsoo.customers import views

app_name = "customers"
urlpatterns = [
    path("customers/", views.customers, name="list"),
    path("customers/new/<slug:entity>", views.new, name="new"),
    path("customers/rules/", views.rules, name="rules"),
    path("customers/rules/application", views.apply_rules, name="apply_rules"),
    path("customers/lists/", views.save_list, name="save_list"),
    path("customers/lists/<int:list_pk>/removal", views.drop_list, name="drop_list"),
    path("customers/works/", views.begin_work, name="begin_work"),
    path("customers/works/<int:work_pk>/", views.work, name="work"),
    path("customers/list.csv", views.export_list, name="export_list"),
    path("customers/forgotten/", views.forgotten, name="forgotten"),
    path("customers/stages/", views.stages, name="stages"),
    path("customers/<int:number>/", views.single, name="single"),
    path("customers/<int:number>/timeline", views.timeline, name="timeline"),
    path("customers/<int:number>/activities", views.activities, name="activities"),
    path("customers/<int:number>/knowers", views.knowers, name="knowers"),
    path("customers/<int:number>/consents/", views.consents, name="consents"),
    path("customers/<int:number>/looks/", views.looks, name="looks"),
    path("customers/<int:number>/export", views.export, name="export"),
    path("customers/<int:number>/forgetting", views.forget, name="forget"),
    path("customers/<int:number>/relations/", views.relations, name="relations"),
    path("customers/<int:number>/relations/<int:tie_pk>/ending", views.part, name="part"),
    path("customers/<int:number>/whole/", views.whole, name="whole"),
    path("customers/<int:number>/team/", views.team, name="team"),
    path("customers/<int:number>/standing/", views.standing, name="standing"),
    path("customers/<int:number>/segments", views.segments, name="segments"),
    path("customers/members/<int:member_pk>/role", views.role, name="role"),
    path("customers/members/<int:member_pk>/departure", views.departure, name="departure"),
    path("customers/records/<int:record_pk>/", views.change, name="change"),
    path("customers/records/<int:record_pk>/talk", views.talk, name="talk"),
    path("customers/records/<int:record_pk>/removal", views.take_out, name="take_out"),
    path("customers/records/<int:record_pk>/joins/<int:other_pk>", views.join, name="join"),
]
