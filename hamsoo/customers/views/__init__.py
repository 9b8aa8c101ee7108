"""Pages of customers."""

from hamsoo.customers.views.consents import consents
from hamsoo.customers.views.forgetting import forget, forgotten
from hamsoo.customers.views.lists import customers
from hamsoo.customers.views.looking import export, knowers, looks
from hamsoo.customers.views.many import begin_work, drop_list, export_list, save_list, work
from hamsoo.customers.views.relations import part, relations, whole
from hamsoo.customers.views.ruling import apply_rules, rules
from hamsoo.customers.views.single import change, join, new, single, take_out
from hamsoo.customers.views.standing import segments, stages, standing
from hamsoo.customers.views.story import activities, timeline
from hamsoo.customers.views.talking import talk
from hamsoo.customers.views.team import departure, role, team

__all__ = [
    "activities",
    "apply_rules",
    "begin_work",
    "change",
    "consents",
    "customers",
    "departure",
    "drop_list",
    "export",
    "export_list",
    "forget",
    "forgotten",
    "join",
    "knowers",
    "looks",
    "new",
    "part",
    "relations",
    "role",
    "rules",
    "save_list",
    "segments",
    "single",
    "stages",
    "standing",
    "take_out",
    "talk",
    "team",
    "timeline",
    "whole",
    "work",
]
