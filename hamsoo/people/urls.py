"""Addresses of people."""

from django.urls import path

from hamsoo.people import views

app_name = "people"
urlpatterns = [
    # In the place of allauth's page, on which people would give themselves addresses: those come from the company's record.
    path("accounts/email/", views.address, name="address"),
    # In the place of allauth's page of sessions, on which none could be ended alone.
    path("accounts/sessions/", views.sessions, name="sessions"),
    path("accounts/sessions/others/end", views.end_other_sessions, name="end_other_sessions"),
    path("accounts/sessions/<int:pk>/end", views.end_session, name="end_session"),
    path("accounts/tokens/", views.api_tokens, name="api_tokens"),
    path("accounts/tokens/<int:pk>/revocation", views.revoke_api_token, name="revoke_api_token"),
    path("invitations/<str:key>/", views.accept_invitation, name="accept_invitation"),
    path("administration/invitations/", views.invitations, name="invitations"),
    path("administration/invitations/of/<int:pk>", views.invite, name="invite"),
    path("administration/invitations/<int:pk>/revocation", views.revoke_invitation, name="revoke_invitation"),
    path("administration/sign-in/", views.sign_in_policy, name="sign_in_policy"),
    path("administration/roles/", views.roles, name="roles"),
    path("administration/roles/<int:pk>/", views.role, name="role"),
    path("administration/roles/<int:pk>/description", views.describe_role, name="describe_role"),
    path("administration/roles/<int:pk>/rights", views.role_rights, name="role_rights"),
    path("administration/roles/<int:pk>/holders", views.role_holders, name="role_holders"),
    path("administration/roles/<int:pk>/holders/<int:holder_pk>/removal", views.take_role, name="take_role"),
    path("administration/roles/<int:pk>/removal", views.delete_role, name="delete_role"),
    path("people/", views.directory, name="directory"),
    path("people/me/", views.me, name="me"),
    path("people/me/about", views.about, name="about"),
    path("people/me/languages", views.languages, name="languages"),
    path("people/me/hours", views.hours, name="hours"),
    path("people/me/leave", views.leaves, name="leaves"),
    path("people/me/leave/<int:leave_pk>", views.leave, name="leave"),
    path("people/me/photo", views.my_photo, name="my_photo"),
    path("people/me/parts/<slug:part>", views.part, name="part"),
    path("people/me/parts/<slug:part>/audience", views.audience, name="audience"),
    path("people/me/parts/<slug:part>/new", views.new_item, name="new_item"),
    path("people/me/items/<int:item_pk>", views.item, name="item"),
    path("people/me/items/<int:item_pk>/place", views.item_place, name="item_place"),
    path("people/me/hints/<slug:hint>", views.hint, name="hint"),
    path("people/me/settings", views.settings, name="settings"),
    path("people/me/presence", views.presence, name="presence"),
    path("people/me/skills", views.skills, name="skills"),
    path("people/<int:pk>/", views.profile, name="profile"),
    path("people/<int:pk>/photo/<int:size>", views.photo, name="photo"),
    path("people/<int:pk>/card", views.card, name="card"),
    path("people/<int:pk>/card.vcf", views.vcard, name="vcard"),
    path("people/skills/<int:pk>", views.skill, name="skill"),
    path("people/skills/<int:pk>/endorsement", views.endorsement, name="endorsement"),
]
