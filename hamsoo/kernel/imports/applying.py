"""Applying staged rows, a batch and its bookmark in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.utils.translation import override

from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.imports.importer import Importer
from hamsoo.kernel.imports.problems import Problem
from hamsoo.kernel.imports.rows import Sheet, Staged
from hamsoo.kernel.models import ImportedThing, ImportRun

# The next rows of a sheet that are new, or that changed since they were applied last.
_NEXT = """
SELECT staged.id, staged.line, staged.key, staged.digest, staged.data, known.object_id
FROM kernel_importrow AS staged
LEFT JOIN kernel_importedthing AS known
    ON known.kind = %s AND known.origin = %s AND known.sheet = staged.sheet AND known.key = staged.key
WHERE staged.run_id = %s AND staged.sheet = %s AND staged.id > %s AND (known.id IS NULL OR (%s AND known.digest <> staged.digest))
ORDER BY staged.id LIMIT %s
"""


class Refused(Exception):
    """The domain refused a row that had looked right; its batch is undone."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.file}, {problem.line}")


@transaction.atomic
def apply_batch(run: ImportRun, importer: Importer, sheet: Sheet) -> int:
    """Apply the next rows of a sheet and move the bookmark, all or nothing; return how many, 0 at the end of the sheet.

    Raises `Refused` when the domain does not take a row.
    """
    after = run.row_id if run.sheet == sheet.name else 0
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [run.kind, run.origin, run.pk, sheet.name, after, sheet.follows_changes, importer.batch_size])
        rows = cursor.fetchall()
    if not rows:
        return 0
    batch = _with_links(run, sheet, rows)
    # One by one, so that their number names the row that is refused.
    ids: list[int] = []
    try:
        for object_id in importer.apply(sheet.name, batch):
            ids.append(object_id)
    except DomainError as error:
        raise Refused(_refusal(error, sheet, batch[len(ids)])) from error
    _remember(run, sheet, rows, ids)
    ImportRun.objects.filter(pk=run.pk).update(sheet=sheet.name, row_id=rows[-1][0], applied_count=run.applied_count + len(rows))
    return len(rows)


def _with_links(run: ImportRun, sheet: Sheet, rows: Sequence[tuple[Any, ...]]) -> list[Staged]:
    """Return the rows with the ids of what the rows they name became: one query a link."""
    batch = [Staged(line, key, json.loads(data), object_id) for _pk, line, key, _digest, data, object_id in rows]
    known: dict[str, dict[str, int]] = {}
    for link in sheet.links:
        named = {row.text(link.field) for row in batch} - {""}
        things = ImportedThing.objects.filter(kind=run.kind, origin=run.origin, sheet=link.to, key__in=named)
        known[link.field] = dict(things.values_list("key", "object_id"))
    return [replace(row, linked={field: ids[row.text(field)] for field, ids in known.items() if row.text(field)}) for row in batch]


def _remember(run: ImportRun, sheet: Sheet, rows: Sequence[tuple[Any, ...]], ids: Sequence[int]) -> None:
    """Keep what each row became, with the digest of what was applied."""
    ImportedThing.objects.bulk_create(
        [
            ImportedThing(kind=run.kind, origin=run.origin, sheet=sheet.name, key=row[2], digest=row[3], object_id=object_id)
            for row, object_id in zip(rows, ids, strict=True)
        ],
        update_conflicts=True,
        update_fields=["digest", "object_id"],
        unique_fields=["kind", "origin", "sheet", "key"],
    )


def _refusal(error: DomainError, sheet: Sheet, row: Staged) -> Problem:
    # In English, the language of message ids, so that it is still said in the reader's own language.
    with override("en"):
        reason = str(error)
    return Problem(sheet.file, row.line, error.field or "", reason, sheet=sheet.name)
