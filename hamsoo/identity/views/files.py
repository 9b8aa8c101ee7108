"""Files of records: choose columns, check, take over."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.identity import rules
from hamsoo.identity.forms import ColumnsForm
from hamsoo.identity.importers import files, rows
from hamsoo.identity.jobs import carry_out_file
from hamsoo.identity.models import RecordFile
from hamsoo.identity.queries import hidden_from, lists
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.imports import Problem, report, uploads
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render

PROBLEMS_SHOWN = 50


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file with its columns and what came of it; POST chooses the columns and has it checked."""
    found = _file(request, pk)
    form = ColumnsForm(request.POST or None, entity=found.entity, headers=found.headers, key_column=found.key_column, columns=found.columns)
    if request.method == "POST" and form.is_valid():
        person = reader(request)
        try:
            found = files.choose(actor=person, file=found, key_column=form.cleaned_data["key_column"], columns=form.chosen, at=clock.now())
            files.begin(actor=person, file=found, apply=False)
            carry_out_file.defer(file_id=found.pk)
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "identity/file.html", {**_of(found, reader(request)), "form": form})


@require_POST
def file_applying(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a checked file taken over."""
    found = files.begin(actor=reader(request), file=_file(request, pk), apply=True)
    carry_out_file.defer(file_id=found.pk)
    return go(request, found.get_absolute_url())


@require_GET
def file_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the work has come; when it has ended, the whole page is asked for again."""
    found = _file(request, pk)
    if not found.is_at_work:
        return go(request, found.get_absolute_url())
    return render(request, "identity/_progress.html", {"file": found, "progress": uploads.progress_of(found)})


@require_GET
def file_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what is wrong with a file as a table."""
    found = _file(request, pk)
    text = report.as_csv(_problems(found, _hidden_columns(found, reader(request))))
    headers = {"Content-Disposition": f'attachment; filename="problems-{found.pk}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def file_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a file that shall not be taken over."""
    found = _file(request, pk)
    files.discard(actor=reader(request), file=found)
    messages.success(request, _("The file was dropped."))
    return go(request, found.system.get_absolute_url())


def _file(request: HttpRequest, pk: int) -> RecordFile:
    """Return a file of a system that the reader keeps."""
    person = reader(request)
    found = lists.file(person=person, pk=pk)
    rules.require_keeps_systems(person)
    return found


def _of(found: RecordFile, person: Person) -> dict[str, Any]:
    """Return what the page of a file is drawn from: first rows, while the file is there, and the first problems."""
    gone = _hidden_columns(found, person)
    preview: list[Any] = []
    if found.file and not found.is_at_work:
        with uploads.local(found) as path:
            preview = rows.first_payloads(path, name=found.name, count=files.PREVIEW)
    return {
        "file": found,
        "samples": [[text for row in preview if header not in gone and (text := str(row.get(header) or ""))] for header in found.headers],
        "problems": _problems(found, gone)[:PROBLEMS_SHOWN],
        "progress": uploads.progress_of(found),
        "may_apply": found.state == RecordFile.State.CHECKED,
        "is_open": bool(found.file) and not found.is_at_work and found.state != RecordFile.State.DONE,
    }


def _hidden_columns(found: RecordFile, person: Person) -> frozenset[str]:
    """Return the columns that hold what is hidden from who looks: a keeper may look at the file of another."""
    hidden = hidden_from(person)
    fields = hidden.fields.get((found.system_id, found.entity), {})
    columns = {column for column, field in found.columns.items() if field in fields}
    return hidden.columns.get((found.system_id, found.entity), frozenset()) | columns


def _problems(found: RecordFile, gone: frozenset[str]) -> list[Problem]:
    """Return what is wrong with a file, without the values of hidden columns."""
    problems = [Problem(**problem) for problem in found.problems]
    return [replace(one, values=dict.fromkeys(one.values, "•••")) if one.column in gone else one for one in problems]
