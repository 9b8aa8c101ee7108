"""Reading a source into the staging table and validating it as a whole, before anything is applied."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports.importer import Importer, Meter
from hamsoo.kernel.imports.problems import KEPT, Flaw, Problem, Problems
from hamsoo.kernel.imports.rows import Link, Row, Sheet, digest_of
from hamsoo.kernel.models import ImportRun

KEY_LENGTH = 200

_COPY = "COPY kernel_importrow (run_id, sheet, line, key, digest, data) FROM STDIN"

_DOUBLE = """
SELECT later.line, later.key, (SELECT min(line) FROM kernel_importrow WHERE run_id = %(run)s AND sheet = %(sheet)s AND key = later.key),
       count(*) OVER ()
FROM (SELECT line, key, row_number() OVER (PARTITION BY key ORDER BY id) AS turn
      FROM kernel_importrow WHERE run_id = %(run)s AND sheet = %(sheet)s AND key <> '') AS later
WHERE later.turn > 1
ORDER BY later.line LIMIT %(limit)s
"""

# Rows that name a row which is neither in this run nor here from an earlier one.
_DANGLING = """
SELECT staged.line, staged.data ->> %(field)s, count(*) OVER ()
FROM kernel_importrow AS staged
WHERE staged.run_id = %(run)s AND staged.sheet = %(sheet)s AND staged.data ->> %(field)s <> ''
AND NOT EXISTS (
    SELECT 1 FROM kernel_importrow AS named
    WHERE named.run_id = staged.run_id AND named.sheet = %(to)s AND named.key = staged.data ->> %(field)s)
AND NOT EXISTS (
    SELECT 1 FROM kernel_importedthing AS known
    WHERE known.kind = %(kind)s AND known.origin = %(origin)s AND known.sheet = %(to)s AND known.key = staged.data ->> %(field)s)
ORDER BY staged.line LIMIT %(limit)s
"""

_DISAGREEING = """
SELECT staged.line, staged.data ->> %(field)s, count(*) OVER ()
FROM kernel_importrow AS staged
JOIN kernel_importrow AS named
    ON named.run_id = staged.run_id AND named.sheet = %(to)s AND named.key = staged.data ->> %(field)s
WHERE staged.run_id = %(run)s AND staged.sheet = %(sheet)s AND named.data ->> %(same)s IS DISTINCT FROM staged.data ->> %(same)s
ORDER BY staged.line LIMIT %(limit)s
"""

_PLAN = """
SELECT count(*) FILTER (WHERE known.id IS NULL),
       count(*) FILTER (WHERE %(follows)s AND known.digest <> staged.digest),
       count(*) FILTER (WHERE known.id IS NOT NULL AND NOT (%(follows)s AND known.digest <> staged.digest))
FROM kernel_importrow AS staged
LEFT JOIN kernel_importedthing AS known
    ON known.kind = %(kind)s AND known.origin = %(origin)s AND known.sheet = staged.sheet AND known.key = staged.key
WHERE staged.run_id = %(run)s AND staged.sheet = %(sheet)s
"""


@transaction.atomic
def stage(run: ImportRun, importer: Importer, meter: Meter) -> Problems:
    """Copy every row of the source into the staging table; return what is wrong with rows in themselves, and with their links.

    Raises `Unreadable`, and nothing is staged, when the source cannot be read to its end.
    """
    problems, counts = Problems(), Counter[str]()
    files = {sheet.name: sheet.file for sheet in importer.sheets}
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in importer.read(meter):
            counts[row.sheet] += 1
            for flaw in (*_key_flaws(row), *importer.check(row)):
                problems.add(_placed(flaw, row, files[row.sheet]))
            text = row.as_json()
            key = row.key.replace("\x00", "")[:KEY_LENGTH]
            copy.write_row((run.pk, row.sheet, row.line, key, digest_of(text), text))
    problems.merge_missing_columns(counts)
    with connection.cursor() as cursor:
        # The planner has never seen these rows; without their numbers it joins them one by one.
        cursor.execute("ANALYZE kernel_importrow")
    for sheet in importer.sheets:
        _check_keys(run, sheet, problems)
        for link in sheet.links:
            _check_link(run, sheet, link, problems)
    return problems


def plan(run: ImportRun, importer: Importer) -> dict[str, dict[str, int]]:
    """Return by sheet how many staged rows are new, changed and unchanged."""
    counts = {}
    with connection.cursor() as cursor:
        for sheet in importer.sheets:
            cursor.execute(_PLAN, {**_of(run), "sheet": sheet.name, "follows": sheet.follows_changes})
            counts[sheet.name] = dict(zip(("new", "changed", "unchanged"), cursor.fetchone(), strict=True))
    return counts


def _key_flaws(row: Row) -> tuple[Flaw, ...]:
    if len(row.key) > KEY_LENGTH:
        return (Flaw("", _("The key of this row is longer than %(count)s characters."), values={"count": KEY_LENGTH}),)
    return ()


def _placed(flaw: Flaw, row: Row, file: str) -> Problem:
    return Problem(file, row.line, flaw.column, flaw.reason, flaw.fix, {"column": flaw.column, **flaw.values}, row.sheet)


def _of(run: ImportRun) -> dict[str, Any]:
    return {"run": run.pk, "kind": run.kind, "origin": run.origin, "limit": KEPT}


def _check_keys(run: ImportRun, sheet: Sheet, problems: Problems) -> None:
    def problem(line: int, key: str, first: int) -> Problem:
        reason = _("The key %(key)s was there before, in line %(first)s.")
        return Problem(sheet.file, line, "", reason, _("Keep one of the two."), {"key": key, "first": first}, sheet.name)

    _collect(_DOUBLE, {**_of(run), "sheet": sheet.name}, problem, problems)


def _check_link(run: ImportRun, sheet: Sheet, link: Link, problems: Problems) -> None:
    values = {**_of(run), "sheet": sheet.name, "field": link.field, "to": link.to}

    def dangling(line: int, key: str) -> Problem:
        reason, fix = _("“%(column)s” names %(key)s, which is not there."), _("Take all files from one and the same export.")
        return Problem(sheet.file, line, link.column, reason, fix, {"column": link.column, "key": key}, sheet.name)

    def disagreeing(line: int, key: str) -> Problem:
        reason = _("“%(column)s” names %(key)s, which belongs elsewhere.")
        return Problem(sheet.file, line, link.column, reason, "", {"column": link.column, "key": key}, sheet.name)

    _collect(_DANGLING, values, dangling, problems)
    for name in link.same:
        _collect(_DISAGREEING, {**values, "same": name}, disagreeing, problems)


def _collect(query: str, values: dict[str, Any], problem: Callable[..., Problem], problems: Problems) -> None:
    """Take the problems that `query` finds; the last column of its rows is how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found = cursor.fetchall()
    if found:
        problems.extend([problem(*row[:-1]) for row in found], count=found[0][-1])
