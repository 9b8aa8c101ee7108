"""A view of the index that follows its commits."""

import threading
from pathlib import Path

import tantivy

from hamsoo.finder.index.folder import folder, open_index

_State = tuple[int, int, int]
Sign = tuple[Path, _State]
"""One commit: where, and which."""


class _Reader:
    """One index as this process sees it; looks at the file that every commit replaces before each search."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._folder: Path | None = None
        self._seen: _State | None = None

    def searcher(self) -> tuple[tantivy.Searcher, Sign] | None:
        here = folder()
        try:
            state = (here / "meta.json").stat()
        except FileNotFoundError:
            return None
        sign = (state.st_ino, state.st_mtime_ns, state.st_size)
        with self._lock:
            if self._index is None or self._folder != here:
                self._index, self._folder = open_index(), here
            elif sign != self._seen:
                self._index.reload()
            self._seen = sign
            return (self._index.searcher(), (here, sign)) if self._index else None


_reader = _Reader()


def searcher() -> tuple[tantivy.Searcher, Sign] | None:
    """Return the index as of its newest commit and a sign of that commit, or None while there is no index."""
    return _reader.searcher()
