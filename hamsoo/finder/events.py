"""Facts about finding."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class RankingLearned(Event, icon="sliders-horizontal", sentence=_("The expert finder learned from the answers of the last weeks")):
    """The weights of the expert ranking were learned anew from `example_count` answered questions; `precision` is what they then gain."""

    example_count: int
    default_precision: float
    precision: float


class SearchMissed(Event, icon="search-x", sentence=_("Somebody searched and found nothing")):
    """A search found nothing; the fact holds neither what was searched for nor by whom."""

    filter_count: int


class SearchSaved(Event, icon="bookmark", sentence=_("%(actor)s saved a search")):
    """Somebody keeps a search under a name."""

    search_id: int


class SavedSearchRemoved(Event, icon="bookmark", sentence=_("%(actor)s removed a saved search")):
    """Somebody no longer keeps a search."""

    search_id: int


class SynonymDecided(Event, icon="equal", sentence=_("%(actor)s said whether two names mean the same")):
    """An administrator said of two names that people searched for whether they are looked for together; the fact holds neither."""

    synonym_id: int
    is_alike: bool


class PastSearchesCleared(Event, icon="eraser", sentence=_("%(actor)s cleared their past searches")):
    """Somebody had forgotten all that they searched for."""


class SkillSuggestionAccepted(Event, icon="sparkles", sentence=_("%(actor)s took up a suggested skill")):
    """Somebody put a skill on their profile that was suggested to them; the fact does not say which, as skills have facts of their own."""

    is_known: bool
    is_renamed: bool


class SkillSuggestionDismissed(Event, icon="circle-x", sentence=_("%(actor)s turned a suggested skill down")):
    """Somebody does not want a skill to be suggested again; the fact does not say which: it is theirs alone."""

    is_known: bool


class SkillSuggestionsChosen(Event, icon="settings-2", sentence=_("%(actor)s chose how skills are suggested")):
    """Somebody turned suggested skills on or off, or had their private texts read for them or left out."""

    is_on: bool
    reads_private: bool
