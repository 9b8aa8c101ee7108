"""How long commands say how far they are: a bar on a terminal, nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def measured(text: str, *, total: int | None, in_bytes: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a bar under `text` and give the function that moves it on by so much; without `total` only the sum is shown."""
    console = Console(stderr=True)
    count = DownloadColumn() if in_bytes else MofNCompleteColumn()
    with Progress(
        TextColumn("{task.description}"), BarColumn(), count, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(text, total=total)
        yield lambda step: bar.advance(task, step)
