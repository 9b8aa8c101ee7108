"""Facts about finding."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class RankingLearned(Event, icon="sliders-horizontal", sentence=_("The expert finder learned from the answers of the last weeks")):
    """The weights of the expert ranking were learned anew from `example_count` answered questions; `precision` is what they then gain."""

    example_count: int
    default_precision: float
    precision: float
