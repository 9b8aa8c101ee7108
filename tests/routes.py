"""Every address of the site, with arguments that mean something in the test's world."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.things import Things, build

__all__ = ["Things", "address", "build", "patterns"]

Route = tuple[str, frozenset[str]]
"""The name of a route, with its namespace, and the names of its arguments, those of the patterns above it included."""


def patterns(found: list[URLPattern | URLResolver] | None = None, prefix: str = "", above: frozenset[str] = frozenset()) -> Iterator[Route]:
    """Yield every route that has a name."""
    for entry in get_resolver().url_patterns if found is None else found:
        arguments = above | frozenset(entry.pattern.converters) | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from patterns(entry.url_patterns, namespace, arguments)
        elif entry.name:
            yield f"{prefix}{entry.name}", arguments


# What the argument `pk` of a route means, by the longest beginning of the route's name.
_PK = {
    "people:": "person",
    "people:skill": "held",
    "people:endorsement": "held",
    "people:kept_skill": "skill",
    "people:skill_": "skill",
    "people:unit_skills": "unit",
    "spaces:": "space",
    "identity:": "record",
    "identity:system": "system",
    "identity:change_system": "system",
    "identity:hook_key": "system",
    "identity:file": "file",
    "identity:decision": "pair",
    "identity:retraction": "decision",
    "api:show_record": "record",
    "questions:": "question",
    "questions:of_person": "person",
    "questions:standing_of": "person",
    "questions:answer_time": "person",
    "questions:ask_person": "person",
    "questions:edit_answer": "answer",
    "questions:thanks": "answer",
    "questions:request": "request",
    "questions:seen": "request",
    "questions:discard_draft": "draft",
    "questions:decline": "request",
    "questions:asks": "request",
    "questions:opening": "request",
    "questions:withdrawal": "request",
    "api:": "question",
    "api:show_request": "request",
    "api:accept": "answer",
    "api:take_on": "request",
    "api:decline": "request",
    "api:ask_next": "request",
    "api:withdraw": "request",
    "cases:": "case",
    "cases:drop_view": "view",
    "cases:several": "run",
    "chat:": "conversation",
    "chat:direct": "person",
    "chat:of_person": "person",
    "chat:of_space": "space",
    "chat:message": "message",
    "chat:messages": "conversation",
    "chat:thread": "message",
    "chat:choices": "message",
    "chat:edit": "message",
    "chat:remove": "message",
    "chat:removal": "conversation",
    "chat:reactions": "message",
    "chat:pin": "message",
    "chat:pinning": "conversation",
    "desk:message_": "message",
    "social:": "post",
    "social:of_space": "space",
    "social:pinned": "space",
    "social:blog_of_person": "person",
    "social:blog_panel": "person",
    "social:blog_of_space": "space",
    "social:blog_panel_of_space": "space",
    "social:atom_of_person": "person",
    "social:atom_of_space": "space",
    "threads:": "post",
    "threads:comment": "comment",
    "threads:attachment": "attachment",
    "threads:describe": "attachment",
    "threads:report": "report",
    "threads:restoring": "report",
    "threads:reporting": "post",
    "threads:tracking_person": "person",
    "timeline:": "question",
    "interactions:": "correspondence",
    "api:show_correspondence": "correspondence",
    "api:write_answer": "correspondence",
    "interactions:markup": "contact",
    "interactions:again": "contact",
    "interactions:mailbox": "mailbox",
}
_TEXTS = {
    "part": "interests",
    "slot": "home.context",
    "code": "routes",
    "name": "notes.txt",
    "hint": "about",
    "size": 96,
    "type": "post",
    "token": "1.nonsense:signature",
    "key": "1-nonsense",
    "entity": "company",
    "uidb36": "1",
    "provider": "none",
    "provider_id": "none",
    "path": "people/none.png",
}


def address(name: str, names: frozenset[str], things: Things) -> str:
    """Return the address of a route, called with a thing of the right type."""
    arguments: dict[str, object] = {}
    for argument in sorted(names):
        kind = argument.removesuffix("_pk").removesuffix("_id")
        if argument in ("pk", "id"):
            owner = max((start for start in _PK if name.startswith(start)), key=len, default="people:")
            arguments[argument] = things.ids[_PK[owner]]
        elif kind in things.ids:
            arguments[argument] = things.ids[kind]
        else:
            arguments[argument] = "question" if name.startswith("timeline:") and argument == "type" else _TEXTS.get(argument, 1)
    return reverse(name, kwargs=arguments)
