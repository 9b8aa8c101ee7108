"""Facts about the days that colleagues like to be congratulated on."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class PersonalDaysSet(Event, icon="cake", sentence=_("%(actor)s chose which of their days colleagues see")):
    """A colleague entered a birthday, or chose whether it is shown. Which day it is stands in the row alone, and nobody is told."""

    person_id: int
