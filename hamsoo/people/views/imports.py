"""Files of people: upload, choose columns, check, apply."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.imports import Problem, Unreadable, report, tables
from hamsoo.kernel.imports import uploads as kept
from hamsoo.people.forms import ColumnsForm, UploadForm
from hamsoo.people.importers import uploads
from hamsoo.people.jobs import carry_out_file
from hamsoo.people.models import PeopleFile
from hamsoo.people.queries import sync
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render

PROBLEMS_SHOWN = 50


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """List the files of people, and take another one."""
    reader = reader_of(request)
    files = sync.files(person=reader)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            file = uploads.upload(actor=reader, name=content.name, content=content, at=clock.now())
            return go(request, reverse("people:import_file", args=[file.pk]))
        except Unreadable as error:
            form.add_error("file", f"{error.problem.said_reason()} {error.problem.said_fix()}")
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/imports/list.html", {"files": files, "form": form})


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, file_pk: int) -> HttpResponse:
    """Show a file with its columns and what came of it; POST chooses the columns and has it checked."""
    reader = reader_of(request)
    file = sync.file(person=reader, pk=file_pk)
    form = _form(file, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = uploads.choose(actor=reader, file=file, mapping=form.mapping, choices=form.choices)
            uploads.begin(actor=reader, file=file, apply=False)
            carry_out_file.defer(file_id=file.pk)
            return go(request, reverse("people:import_file", args=[file.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/imports/file.html", {**_context(file), "form": form})


@require_POST
def import_applying(request: HttpRequest, file_pk: int) -> HttpResponse:
    """Have a checked file applied."""
    reader = reader_of(request)
    file = uploads.begin(actor=reader, file=sync.file(person=reader, pk=file_pk), apply=True)
    carry_out_file.defer(file_id=file.pk)
    return go(request, reverse("people:import_file", args=[file.pk]))


@require_GET
def import_progress(request: HttpRequest, file_pk: int) -> HttpResponse:
    """Show how far the work has come; when it has ended, the whole page is asked for again."""
    file = sync.file(person=reader_of(request), pk=file_pk)
    if not file.is_at_work:
        return go(request, reverse("people:import_file", args=[file.pk]))
    return render(request, "people/imports/_progress.html", {"file": file, "progress": kept.progress_of(file)})


@require_GET
def import_report(request: HttpRequest, file_pk: int) -> HttpResponse:
    """Give what is wrong with a file as a table."""
    file = sync.file(person=reader_of(request), pk=file_pk)
    found = report.as_csv(Problem(**problem) for problem in file.problems)
    headers = {"Content-Disposition": f'attachment; filename="problems-{file.pk}.csv"'}
    return HttpResponse(found, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def import_removal(request: HttpRequest, file_pk: int) -> HttpResponse:
    """Drop a file that shall not be applied."""
    reader = reader_of(request)
    uploads.discard(actor=reader, file=sync.file(person=reader, pk=file_pk))
    messages.success(request, _("The file was dropped."))
    return go(request, reverse("people:imports"))


def _form(file: PeopleFile, data: Any) -> ColumnsForm:
    return ColumnsForm(data, headers=file.headers, mapping=file.mapping, choices=file.choices)


def _context(file: PeopleFile) -> dict[str, Any]:
    """Return what the page of a file is drawn from: first rows, while the file is there, and the first problems."""
    preview: list[tables.Line] = []
    if file.file and not file.is_at_work:
        with kept.local(file) as path:
            preview = tables.first_lines(path, name=file.name, count=uploads.PREVIEW)[1:]
    shown = [Problem(**problem) for problem in file.problems[:PROBLEMS_SHOWN]]
    samples = [
        [line.cells[column] for line in preview if column < len(line.cells) and line.cells[column]] for column in range(len(file.headers))
    ]
    return {
        "file": file,
        "samples": samples,
        "problems": shown,
        "progress": kept.progress_of(file),
        "may_apply": file.state == PeopleFile.State.CHECKED,
        "is_open": bool(file.file) and not file.is_at_work and file.state != PeopleFile.State.DONE,
    }
