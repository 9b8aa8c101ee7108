"""What the supervisor and its children say, each line under the name of who says it."""

import json
import os
import sys
import threading
from datetime import UTC, datetime
from typing import IO

import click

OWN_NAME = "hamsoo"
_COLOURS = {"postgres": "blue", "valkey": "magenta", "migrate": "yellow", "worker": "cyan", "web": "green", OWN_NAME: "white"}
_WIDTH = 8


class Reporter:
    """Writes lines of many sources to one stream: coloured text for people, or one JSON object a line for machines."""

    def __init__(self, stream: IO[str] = sys.stdout, *, as_json: bool = False) -> None:
        """Write to `stream`; colours only when it is a terminal."""
        self._stream = stream
        self._as_json = as_json
        self._coloured = stream.isatty() and "NO_COLOR" not in os.environ
        self._one_at_a_time = threading.Lock()

    def say(self, text: str, *, bad: bool = False) -> None:
        """Write a message of the supervisor itself; `bad` ones stand out."""
        for line in text.splitlines():
            self._write(OWN_NAME, line, level="error" if bad else "info")

    def listen(self, name: str) -> int:
        """Return a descriptor to hand to a child as its output; close it once the child is started.

        A thread passes on what comes through it until the child and its own children have closed it.
        """
        near, far = os.pipe()
        threading.Thread(target=self._pass_on, args=(name, near), name=f"output of {name}", daemon=True).start()
        return far

    def _pass_on(self, name: str, descriptor: int) -> None:
        with os.fdopen(descriptor, errors="replace") as lines:
            for line in lines:
                self._write(name, line.rstrip("\n"), level="output")

    def _write(self, name: str, line: str, *, level: str) -> None:
        now = datetime.now(UTC)
        if self._as_json:
            entry = {"at": now.isoformat(timespec="milliseconds"), "service": name, "level": level, "line": line}
            text = json.dumps(entry, ensure_ascii=False)
        else:
            label = f"{now.astimezone():%H:%M:%S} {name:<{_WIDTH}}"
            colour = "red" if level == "error" else _COLOURS.get(name, "white")
            text = f"{click.style(label, fg=colour, bold=level != 'output') if self._coloured else label} │ {line}"
        with self._one_at_a_time:
            self._stream.write(f"{text}\n")
            self._stream.flush()
