"""Rows of an XML file, one element each, without ever holding the file.

XML from outside is not trusted. A document type is refused where it begins, before anything it declares can be used, so no entity is
ever expanded and nothing is fetched; a row may have `ROW_BYTES`; libxml2 keeps its own limits (no huge tree) below that.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_noop as _
from lxml import etree

from hamsoo.kernel.imports.importer import Meter
from hamsoo.kernel.imports.problems import Problem, Unreadable

ROW_BYTES = 1_000_000
"""The longest row: more than thirty times the longest post that Stack Exchange takes."""
_CHUNK = 1 << 16


class _DocumentType(Exception):
    """The file declares a document type."""


class _Rows:
    """Collects the attributes of the elements called `name` right below the root."""

    def __init__(self, name: str) -> None:
        self._name, self._depth = name, 0
        self.root = ""
        self.rows: list[dict[str, str]] = []

    def start(self, tag: str, attributes: Any) -> None:
        self._depth += 1
        if self._depth == 1:
            self.root = tag
        elif self._depth == 2 and tag == self._name:
            self.rows.append(dict(attributes))

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser's own form
        self._depth -= 1

    def doctype(self, *_parts: str | None) -> None:
        raise _DocumentType

    def close(self) -> None:
        return None


def xml_rows(path: Path, *, root: str, meter: Meter, name: str = "row") -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, attributes) of each element `name` below the element `root`; raise `Unreadable` where that ends."""
    target = _Rows(name)
    parser = etree.XMLParser(target=target, resolve_entities=False, huge_tree=False, no_network=True, load_dtd=False)
    line, since_row, ended = 0, 0, True
    with path.open("rb") as file:
        for chunk in _chunks(file, meter):
            line, ended = line + ended, chunk.endswith(b"\n")
            _feed(parser, chunk, path, line)
            if target.root not in ("", root):
                reason = _("This is another kind of file: it begins with <%(found)s>, not with <%(wanted)s>.")
                raise Unreadable(Problem(path.name, line, "", reason, values={"found": target.root[:40], "wanted": root}))
            since_row = 0 if target.rows else since_row + len(chunk)
            if since_row > ROW_BYTES:
                reason = _("This row is longer than %(bytes)s bytes.")
                raise Unreadable(Problem(path.name, line, "", reason, values={"bytes": ROW_BYTES}))
            for attributes in target.rows:
                yield line, attributes
            target.rows.clear()
        _feed(parser, None, path, max(line, 1))


def _chunks(file: IO[bytes], meter: Meter) -> Iterator[bytes]:
    """Yield the file line by line, a line longer than a chunk in several."""
    while chunk := file.readline(_CHUNK):
        meter(len(chunk))
        yield chunk


def _feed(parser: "etree.XMLParser", chunk: bytes | None, path: Path, line: int) -> None:
    """Give the parser the next chunk, or None for the end of the file."""
    try:
        parser.close() if chunk is None else parser.feed(chunk)
    except _DocumentType:
        reason, fix = _("A document type (<!DOCTYPE …>) is not allowed here."), _("Remove the document type from the file.")
        raise Unreadable(Problem(path.name, line, "", reason, fix)) from None
    except etree.XMLSyntaxError as error:
        reason = _("This is not well-formed XML: %(detail)s") if chunk is not None else _("The file ends too early: %(detail)s")
        fix = _("Fetch the file again: it is damaged or incomplete, or not in the encoding it names.")
        # A row with a missing quotation mark is noticed only when the next one comes.
        line = min(line, error.lineno or line)
        detail = str(error.msg).split(", line ", maxsplit=1)[0]
        raise Unreadable(Problem(path.name, line, "", reason, fix, values={"detail": detail})) from None
