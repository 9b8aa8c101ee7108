"""Who reports to whom after an import: managers named by number, address or name, and the circles that rows make together."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports import Flaw
from hamsoo.kernel.text import fold
from hamsoo.people.importers.cells import Record
from hamsoo.people.importers.known import Known

_DEEPEST = 1_000


class Managers:
    """The lines of a source on top of those on record."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_mail: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._final: dict[str, str] = {}
        self._depths: dict[str, int] = {}
        self.flaws: dict[str, list[Flaw]] = defaultdict(list)

    def note(self, record: Record) -> None:
        """Remember by what a person of the source can be named."""
        for name in {fold(str(record.values.get("name_fa", ""))), fold(str(record.values.get("name_en", "")))} - {""}:
            self._by_name[name].add(record.code)
        if mail := str(record.values.get("mail", "")):
            self._by_mail[mail] = record.code

    def settle(self, records: Mapping[str, Record], *, leaving: frozenset[str]) -> None:
        """Look up every manager, and note what is wrong: nobody of that name, several, oneself, a leaver, a circle."""
        for code, record in records.items():
            if record.manager is not None and code not in leaving:
                found = self._found(record, records, leaving) if record.manager else ""
                if found is not None:
                    self._said[code] = found
        self._final = {code: person.manager for code, person in self._known.people.items()} | self._said
        self._check_circles(records)

    def said(self, code: str) -> str | None:
        """Return the code of the manager whom the source names; empty for nobody, None when it says nothing."""
        return self._said.get(code)

    def depth(self, code: str) -> int:
        """Return how many stand above a person: applied in this order, nobody is entered before their manager."""
        chain: list[str] = []
        while code and code not in self._depths and len(chain) < _DEEPEST:
            chain.append(code)
            code = self._final.get(code, "")
        above = self._depths.get(code, -1) if code else -1
        for number, one in enumerate(reversed(chain), 1):
            self._depths[one] = above + number
        return self._depths[chain[0]] if chain else above

    def _found(self, record: Record, records: Mapping[str, Record], leaving: frozenset[str]) -> str | None:
        named = str(record.manager)
        candidates = self._candidates(named, records)
        flaw = None
        if not candidates:
            reason = _("The manager “%(manager)s” is neither in the file nor on record.")
            flaw = Flaw("manager", reason, _("Add this person to the file, or correct the manager."), {"manager": named[:60]})
        elif len(candidates) > 1:
            reason = _("Several people are called “%(manager)s”.")
            flaw = Flaw("manager", reason, _("Write the manager's personnel number."), {"manager": named[:60]})
        elif record.code in candidates:
            flaw = Flaw("manager", _("Nobody reports to themselves."), _("Name another manager, or write a dash for none."))
        elif self._has_left(next(iter(candidates)), records, leaving):
            reason = _("The manager “%(manager)s” does not work here any more.")
            flaw = Flaw("manager", reason, _("Name somebody who works here."), {"manager": named[:60]})
        if flaw is not None:
            self.flaws[record.code].append(flaw)
            return None
        return next(iter(candidates))

    def _candidates(self, named: str, records: Mapping[str, Record]) -> set[str]:
        """Return whom a name may mean: a number before an address before a name."""
        if named in records or named in self._known.people:
            return {named}
        mail = named.lower()
        if by_mail := self._by_mail.get(mail) or self._known.by_mail.get(mail):
            return {by_mail}
        return self._by_name.get(fold(named), set()) | set(self._known.by_name.get(fold(named), ()))

    def _has_left(self, code: str, records: Mapping[str, Record], leaving: frozenset[str]) -> bool:
        known = self._known.people.get(code)
        return code in leaving or (code not in records and known is not None and known.left_on is not None)

    def _check_circles(self, records: Mapping[str, Record]) -> None:
        done: set[str] = set()
        for start in self._said:
            way: dict[str, int] = {}
            code = start
            while code and code not in done and code not in way:
                way[code] = len(way)
                code = self._final.get(code, "")
            if code in way:
                self._note_circle([one for one, place in way.items() if place >= way[code]], records)
            done.update(way)

    def _note_circle(self, circle: list[str], records: Mapping[str, Record]) -> None:
        chain = " → ".join([*circle[:10], *(["…"] if len(circle) > 10 else []), circle[0]])
        for code in circle:
            if code in self._said and code in records:
                reason, fix = _("The managers go round in a circle: %(chain)s."), _("Correct the manager of one of them.")
                self.flaws[code].append(Flaw("manager", reason, fix, {"chain": chain}))
