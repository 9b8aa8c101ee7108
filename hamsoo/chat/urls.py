"""Addresses of conversations and messages."""

from django.urls import path

from hamsoo.chat.views import conversations, keeping, messages, people

app_name = "chat"
urlpatterns = [
    path("chat/", conversations.conversation_list, name="list"),
    path("chat/side", conversations.side, name="side"),
    path("chat/drawer", conversations.drawer, name="drawer"),
    path("chat/new", people.new, name="new"),
    path("chat/people", people.people, name="people"),
    path("chat/with/<int:pk>", people.direct, name="direct"),
    path("chat/of/<int:pk>", people.of_person, name="of_person"),
    path("chat/channels", people.channels, name="channels"),
    path("chat/spaces/<int:pk>/channels", people.of_space, name="of_space"),
    path("chat/<int:pk>/", conversations.conversation, name="conversation"),
    path("chat/<int:pk>/messages", messages.messages, name="messages"),
    path("chat/<int:pk>/search", conversations.search, name="search"),
    path("chat/<int:pk>/about", conversations.about, name="about"),
    path("chat/<int:pk>/readings", conversations.reading, name="reading"),
    path("chat/<int:pk>/unreadings", conversations.unreading, name="unreading"),
    path("chat/<int:pk>/writing", conversations.writing, name="writing"),
    path("chat/<int:pk>/draft", conversations.draft, name="draft"),
    path("chat/<int:pk>/muting", conversations.muting, name="muting"),
    path("chat/<int:pk>/pinning", conversations.pinning, name="pinning"),
    path("chat/<int:pk>/membership", people.membership, name="membership"),
    path("chat/<int:pk>/departure", people.departure, name="departure"),
    path("chat/<int:pk>/members", people.members, name="members"),
    path("chat/<int:pk>/members/<int:person_pk>/removal", people.removal, name="removal"),
    path("chat/<int:pk>/name", people.name, name="name"),
    path("chat/<int:pk>/export", keeping.export, name="export"),
    path("chat/messages/<int:pk>", messages.message, name="message"),
    path("chat/messages/<int:pk>/thread", messages.thread, name="thread"),
    path("chat/messages/<int:pk>/actions", messages.choices, name="choices"),
    path("chat/messages/<int:pk>/edit", messages.edit, name="edit"),
    path("chat/messages/<int:pk>/removal", messages.removal, name="remove"),
    path("chat/messages/<int:pk>/reactions", messages.reactions, name="reactions"),
    path("chat/messages/<int:pk>/pin", messages.pin, name="pin"),
    path("administration/chat/", keeping.policy, name="keeping"),
    path("administration/chat/conversations", keeping.policy_of_one, name="keeping_of_one"),
]
