"""The verbs of knowledge. Reading and writing articles follow from their places."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

KEEP_GLOSSARY = declare("knowledge.keep_glossary", _("Agree on the terms of the glossary"), (Scope.ALL,))
