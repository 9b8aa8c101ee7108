"""Shells for the job queue: each loads by id and calls one function."""

from procrastinate.contrib.django import app

from hamsoo.identity.importers import files
from hamsoo.identity.models import RecordFile
from hamsoo.kernel import clock


@app.task(name="identity.carry_out_file")
def carry_out_file(file_id: int) -> None:
    """Check a file or take it over, as its state says; nothing for one that was dropped or is done."""
    file = RecordFile.objects.select_related("by__unit", "system").filter(pk=file_id).first()
    if file is not None and file.is_at_work:
        files.carry_out(file=file, at=clock.now())
