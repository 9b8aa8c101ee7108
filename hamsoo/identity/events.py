"""Facts about systems, records, and which of them are one customer. A customer stands in no fact: its records do."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Ref, Timeline


class SystemAdded(Event, icon="database", sentence=_("%(actor)s added the source system “%(system)s”")):
    """A system whose records are taken over."""

    system_id: int


class SystemChanged(Event, icon="database", sentence=_("%(actor)s changed the source system “%(system)s”")):
    """Its name, its place or its rank changed; a new place is a new circle of readers."""

    system_id: int
    is_moved: bool = False


class MappingSaved(Event, icon="list-checks", sentence=_("%(actor)s chose which columns of “%(system)s” mean what")):
    """Which columns hold which fields was chosen for a system."""

    system_id: int
    entity: str


class FieldsMarked(Event, icon="lock", sentence=_("%(actor)s chose which fields of “%(system)s” need a right")):
    """Fields of a system's records are seen by who has a right for them, or need none any more."""

    system_id: int
    entity: str


class HookKeyMade(Event, icon="key-round", sentence=_("%(actor)s made a key by which “%(system)s” sends its records")):
    """A system's own program may send records from now on."""

    system_id: int


class HookEnded(Event, icon="key-round", sentence=_("%(actor)s ended the key by which “%(system)s” sent its records")):
    """No program may send records of a system any more."""

    system_id: int


class RecordsReceived(Event, Indexed, Timeline, icon="file-input", sentence=_("%(system)s sent %(records)s")):
    """Rows of a system came: new records and new versions of known ones. Up to `actions.IN_ONE_FACT` of them a fact."""

    system_id: int
    new_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()
    removed_ids: tuple[int, ...] = ()
    # They are compared by a batch, not one by one.
    awaits_batch: bool = False

    def rereads(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in (*self.new_ids, *self.changed_ids, *self.removed_ids)]


class RecordsReadAgain(Event, Indexed, icon="database", sentence=_("The records of “%(system)s” were read again")):
    """Records were read again as they stand: their columns mean something else, or other people read them. `until` is the last one."""

    system_id: int
    record_ids: tuple[int, ...]
    changed_ids: tuple[int, ...]
    until: int

    def rereads(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.record_ids]


class RecordsForgotten(Event, Indexed, icon="eraser", sentence=_("%(actor)s had records of customers forgotten")):
    """All that was known of records was erased: nothing but their numbers is left. `file_ids`: uploaded files that held them, dropped."""

    record_ids: tuple[int, ...]
    version_count: int
    file_ids: tuple[int, ...] = ()

    def rereads(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.record_ids]


class RecordsLetIn(Event, icon="database", sentence=_("%(actor)s let forgotten records of “%(system)s” come in again")):
    """Records of a system that were forgotten may be taken over again."""

    system_id: int
    count: int


class RecordsLinked(Event, Timeline, icon="link", sentence=_("%(actor)s said that %(first)s and %(second)s are one customer")):
    """Somebody decided that two records are one customer."""

    decision_id: int
    a_id: int
    b_id: int


class RecordsPutApart(Event, Timeline, icon="unlink", sentence=_("%(actor)s said that %(first)s and %(second)s are two customers")):
    """Somebody decided that two records are not one customer."""

    decision_id: int
    a_id: int
    b_id: int


class PairPutOff(Event, icon="clock", sentence=_("%(actor)s will decide later whether %(first)s and %(second)s are one customer")):
    """Somebody looked at two records and put the decision off."""

    decision_id: int
    a_id: int
    b_id: int


class DecisionTakenBack(Event, Timeline, icon="undo-2", sentence=_("%(actor)s took back what was decided about %(first)s and %(second)s")):
    """A decision about two records was undone; the decision itself stays on record."""

    decision_id: int
    undone_id: int
    a_id: int
    b_id: int


class MatchTakenBack(Event, Timeline, icon="unlink", sentence=_("%(first)s and %(second)s are not taken for one customer any more")):
    """What the model had linked does not hold any more: the data changed, or the value is shared by too many."""

    decision_id: int
    undone_id: int
    a_id: int
    b_id: int
    reason: str


class MatchesFound(Event, Timeline, icon="link", sentence=_("%(first)s and others were recognised as one customer")):
    """The model linked records by itself; the decisions hold scores and reasons."""

    decision_ids: tuple[int, ...]
    record_ids: tuple[int, ...]
