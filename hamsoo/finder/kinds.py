"""What the types of things are called where they are found, and their icons: one explicit list, as for panels and navigation."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """The names of a type (several, one) and its icon."""

    many: StrPromise | str
    one: StrPromise | str
    icon: str


KINDS = {
    "person": Kind(_("People"), _("Colleague"), icon="user"),
    "question": Kind(_("Questions"), _("Question"), icon="circle-help"),
    "answer": Kind(_("Answers"), _("Answer"), icon="message-circle-reply"),
    "request": Kind(_("Requests"), _("Request"), icon="message-circle-question-mark"),
    "post": Kind(_("Posts"), _("Post"), icon="message-square-text"),
    "source_record": Kind(_("Customer records"), _("Customer record"), icon="database"),
    "case": Kind(_("Cases"), pgettext_lazy("of a customer", "Case"), icon="folder-open"),
    "message": Kind(_("Messages"), _("Message"), icon="messages-square"),
    "comment": Kind(_("Comments"), _("Comment"), icon="message-circle"),
}

_ACCEPTED = _("Accepted answer")


def kind_named(type_name: str) -> Kind:
    """Return what a type is called; one that the list does not know is called by its own name."""
    return KINDS.get(type_name) or Kind(type_name, type_name, icon="file-text")


def described(type_name: str, state: str) -> StrPromise | str:
    """Return what one thing of this type and state is called."""
    return _ACCEPTED if (type_name, state) == ("answer", "accepted") else kind_named(type_name).one
